package dev.digitgan.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.command.MisuseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheHomeTest {
  /** Java's word for the home of a user without an entry in the system's list. */
  private static final String UNKNOWN = "?";

  @TempDir Path directory;
  private Path home;
  private Path temporary;

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  private Path found(Map<String, String> environment, String userHome) {
    return new CacheHome(environment, temporary, userHome).directory();
  }

  @Test
  void theHomeOfTheEnvironmentGoesBeforeThatOfTheSystem() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));

    assertThat(found(Map.of("HOME", home.toString()), other.toString()))
        .isEqualTo(home.resolve(".cache/digitgan"))
        .isDirectory();
    assertThat(found(Map.of(), other.toString())).isEqualTo(other.resolve(".cache/digitgan"));
  }

  @Test
  void xdgGoesBeforeTheHomeUnlessItIsNoAbsolutePath() {
    Path caches = directory.resolve("caches");

    assertThat(found(Map.of("XDG_CACHE_HOME", caches.toString()), home.toString()))
        .isEqualTo(caches.resolve("digitgan"))
        .isDirectory();
    assertThat(found(Map.of("XDG_CACHE_HOME", "relative"), home.toString()))
        .isEqualTo(home.resolve(".cache/digitgan"));
  }

  @Test
  void ourOwnVariableGoesBeforeAll() {
    Path ours = directory.resolve("ours/here");
    Map<String, String> environment =
        Map.of("DIGITGAN_CACHE_HOME", ours.toString(), "XDG_CACHE_HOME", home.toString());

    assertThat(found(environment, home.toString())).isEqualTo(ours).isDirectory();
  }

  @Test
  void whatWasNamedAndCannotBeUsedIsNotReplaced() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Map<String, String> environment = Map.of("DIGITGAN_CACHE_HOME", file.resolve("x").toString());

    assertThatThrownBy(() -> found(environment, home.toString()))
        .isInstanceOf(MisuseException.class)
        .hasMessageStartingWith(
            "there is no folder for a cache: " + file.resolve("x") + " cannot be made (")
        .hasMessageEndingWith("Set DIGITGAN_CACHE_HOME to a folder that this user may write to");
  }

  @Test
  void aLineEndInAVariableIsRefusedByName() {
    assertThatThrownBy(
            () -> found(Map.of("DIGITGAN_CACHE_HOME", directory + "/x\r"), home.toString()))
        .isInstanceOf(MisuseException.class)
        .hasMessageStartingWith("DIGITGAN_CACHE_HOME: '")
        .hasMessageEndingWith("/x\\r' holds the control character \\r: remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/does/not/exist", "relative"})
  void aUserWithoutAHomeHasAFolderThatOnlyHeReads(String homeVariable) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    // Nobody's home, or one that cannot be written to.
    Map<String, String> environment =
        Map.of("HOME", homeVariable.equals("/") ? file.toString() : homeVariable);

    Path folder = found(environment, UNKNOWN);

    assertThat(folder)
        .isEqualTo(temporary.resolve("digitgan-" + Files.getAttribute(temporary, "unix:uid")))
        .isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(found(environment, UNKNOWN)).isEqualTo(folder);
    assertThat(Path.of(UNKNOWN)).doesNotExist();
    assertThat(Path.of("/does")).doesNotExist();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).containsExactly(folder);
    }
  }

  @Test
  void aHomeThatCannotBeWrittenToIsPassedOver() throws IOException {
    Files.createFile(home.resolve(".cache"));

    assertThat(found(Map.of("HOME", home.toString()), UNKNOWN)).hasParent(temporary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"open to others", "a link"})
  void aFolderThatSomebodyElseMayHavePreparedIsRefused(String kind) throws IOException {
    Path folder = temporary.resolve("digitgan-" + Files.getAttribute(temporary, "unix:uid"));
    if (kind.equals("a link")) {
      Files.createSymbolicLink(folder, home);
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    } else {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    assertThatThrownBy(() -> found(Map.of(), UNKNOWN))
        .isInstanceOf(MisuseException.class)
        .hasMessage(
            "there is no folder for a cache: "
                + folder
                + " is another user's, or open to others. Set DIGITGAN_CACHE_HOME to a folder that"
                + " this user may write to");
  }
}
