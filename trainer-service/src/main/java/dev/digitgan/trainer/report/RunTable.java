package dev.digitgan.trainer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A CSV file of a run that is being written. */
final class RunTable {
  private final AppendedFile file;

  private RunTable(AppendedFile file) {
    this.file = file;
  }

  /** Writes {@code kept}, and goes on behind it. */
  static RunTable begin(Path path, Table kept) throws IOException {
    byte[] content = kept.csv().getBytes(UTF_8);
    WholeFile.write(path, content);
    return new RunTable(new AppendedFile(path, content.length));
  }

  void add(List<List<String>> rows) throws IOException {
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(Csv.line(row)));
    file.append(lines.toString().getBytes(UTF_8));
  }
}
