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
 * The protos of one package, as they were recorded among this module's test resources. Additions
 * are to be recorded with the change that makes them: from then on they are held too.
 */
public final class RecordedProtos {
  private static final String RECORD = "digitgan.protos.record";
  private static final String COMMAND =
      "mvn -pl proto/checkpoint -am test -Dtest=RecordedProtosTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + RECORD
          + "=true";
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final Path SOURCES = MODULE.resolve("src/main/proto");

  private final Path file;
  private final FileDescriptorSet now;

  private RecordedProtos(Path file, FileDescriptorSet now) {
    this.file = file;
    this.now = now;
  }

  /**
   * Those of {@code files} as they are now, beside those that were recorded.
   *
   * @param files all of the package
   */
  public static RecordedProtos of(String protoPackage, FileDescriptor... files) {
    FileDescriptorSet.Builder now = FileDescriptorSet.newBuilder();
    for (FileDescriptor file : files) {
      assertThat(file.getPackage()).isEqualTo(protoPackage);
      now.addFile(file.toProto());
    }
    return new RecordedProtos(
        MODULE.resolve("src/test/resources/descriptors/" + protoPackage + ".binpb"), now.build());
  }

  /** Fails on each proto of this module that is in none of {@code recorded}. */
  public static void requireEachProtoIn(RecordedProtos... recorded) throws IOException {
    List<String> known =
        Stream.of(recorded)
            .flatMap(protos -> protos.now.getFileList().stream())
            .map(proto -> proto.getName())
            .toList();
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      assertThat(paths.filter(path -> path.toString().endsWith(".proto")))
          .extracting(path -> SOURCES.relativize(path).toString().replace('\\', '/'))
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
          the new beside it. If a change is meant all the same, delete that file, and record anew with:
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

  private void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, now.toByteArray());
  }
}
