package dev.digitgan.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The protos of one package, as they were recorded among their module's test resources. Additions
 * are to be recorded with the change that makes them: from then on they are held too.
 */
public final class RecordedProtos {
  private static final String RECORD = "digitgan.protos.record";
  private static final String COMMAND =
      "mvn -pl proto/cli -am test -Dtest='RecordedProtosTest,StoredProtosTest'"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + RECORD
          + "=true";

  private final Path file;
  private final FileDescriptorSet now;

  private RecordedProtos(Path file, FileDescriptorSet now) {
    this.file = file;
    this.now = now;
  }

  /**
   * Returns the protos of {@code files} as they are now, with those that were recorded.
   *
   * @param module a folder next to that of the module whose tests run
   * @param files all of the package
   */
  public static RecordedProtos of(String module, String protoPackage, FileDescriptor... files) {
    FileDescriptorSet.Builder now = FileDescriptorSet.newBuilder();
    for (FileDescriptor file : files) {
      assertThat(file.getPackage()).isEqualTo(protoPackage);
      now.addFile(file.toProto());
    }
    return new RecordedProtos(
        folder(module).resolve("src/test/resources/descriptors/" + protoPackage + ".binpb"),
        now.build());
  }

  /** Fails on each proto of {@code module} that is in none of {@code recorded}. */
  public static void requireEachProtoIn(String module, RecordedProtos... recorded)
      throws IOException {
    Path sources = folder(module).resolve("src/main/proto");
    List<String> known =
        Stream.of(recorded)
            .flatMap(protos -> protos.now.getFileList().stream())
            .map(proto -> proto.getName())
            .toList();
    try (Stream<Path> paths = Files.walk(sources)) {
      assertThat(paths.filter(path -> path.toString().endsWith(".proto")))
          .extracting(path -> sources.relativize(path).toString().replace('\\', '/'))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  /** Fails if something recorded has changed, or something new is not recorded. */
  public void check() throws IOException {
    boolean record = Boolean.getBoolean(RECORD);
    if (record && !Files.exists(file)) {
      write();
    }
    assertThat(file).as("recorded by " + COMMAND).exists();
    FileDescriptorSet recorded = FileDescriptorSet.parseFrom(Files.readAllBytes(file));
    List<String> changes = BreakingChanges.between(recorded, now);
    if (!changes.isEmpty()) {
      fail(
          """
          %s breaking changes of protos that are recorded in %s:
            %s
          Stores and clients rely on them. Leave what is there, mark it as deprecated if it is no longer wanted, and add
          the new next to it. If a change is meant all the same, delete that file, and record again with:
            %s"""
              .formatted(changes.size(), file, String.join("\n  ", changes), COMMAND));
    }
    List<String> additions = BreakingChanges.additions(recorded, now);
    if (record) {
      write();
    } else if (!additions.isEmpty()) {
      fail(
          """
          %s additions are not recorded in %s yet:
            %s
          Record them, and commit that file, with:
            %s"""
              .formatted(additions.size(), file, String.join("\n  ", additions), COMMAND));
    }
  }

  private static Path folder(String module) {
    return Path.of(System.getProperty("basedir", "")).resolve("../" + module);
  }

  private void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, now.toByteArray());
  }
}
