package dev.digitgan.runtime.files;

import dev.digitgan.command.MisuseException;
import dev.digitgan.file.GivenText;
import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The folder in which our programs keep what they can fetch or unpack again; it is this user's.
 *
 * <p>It is $DIGITGAN_CACHE_HOME if that is set; otherwise the first writable one of
 * $XDG_CACHE_HOME/digitgan, .cache/digitgan in the user's home, and a private folder in the
 * temporary folder, where no other user can replace it.
 */
public final class CacheHome {
  private static final String VARIABLE = "DIGITGAN_CACHE_HOME";
  private static final String NAME = "digitgan";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final Map<String, String> environment;
  private final Path temporary;
  private final String javaHome;

  /**
   * @param temporary the folder of all users' temporary files
   * @param userHome Java's property, which is "?" for a user whom the system does not list
   */
  CacheHome(Map<String, String> environment, Path temporary, String userHome) {
    this.environment = environment;
    this.temporary = temporary;
    this.javaHome = userHome;
  }

  /** Returns the one of this process and its user. */
  public static CacheHome ofProcess() {
    return new CacheHome(
        System.getenv(),
        Path.of(System.getProperty("java.io.tmpdir")),
        System.getProperty("user.home"));
  }

  /**
   * Returns the folder, after creating it if necessary.
   *
   * @throws MisuseException if it cannot be created; the message says what was tried, and what to
   *     set
   */
  public Path directory() {
    List<String> refused = new ArrayList<>();
    Optional<Path> found =
        value(VARIABLE).map(Optional::of).orElseGet(() -> usual(refused)).filter(made(refused));
    return found.orElseThrow(
        () ->
            new MisuseException(
                "there is no folder for a cache: "
                    + String.join("; ", refused)
                    + ". Set "
                    + VARIABLE
                    + " to a folder that this user may write to"));
  }

  private Optional<Path> usual(List<String> refused) {
    List<Path> candidates = new ArrayList<>();
    value("XDG_CACHE_HOME").ifPresent(caches -> candidates.add(caches.resolve(NAME)));
    for (String home : new String[] {environment.getOrDefault("HOME", ""), javaHome}) {
      // We do not create a home.
      if (Path.of(home).isAbsolute() && Files.isDirectory(Path.of(home))) {
        candidates.add(Path.of(home, ".cache", NAME));
      }
    }
    return candidates.stream().distinct().filter(made(refused)).findFirst().or(() -> own(refused));
  }

  /** Returns a path; a relative one in XDG's variable is ignored, as its specification says. */
  private Optional<Path> value(String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = GivenText.path(value);
      return path.isAbsolute() || variable.equals(VARIABLE)
          ? Optional.of(path.toAbsolutePath())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new MisuseException(variable + ": " + e.getMessage(), e);
    }
  }

  private static Predicate<Path> made(List<String> refused) {
    return folder -> {
      try {
        Files.createDirectories(folder);
        if (Files.isWritable(folder)) {
          return true;
        }
        refused.add(folder + " cannot be written to");
      } catch (IOException e) {
        refused.add(folder + " cannot be made (" + e + ")");
      }
      return false;
    };
  }

  /** Returns a folder that only this user can have made, and no other can write to. */
  private Optional<Path> own(List<String> refused) {
    try {
      Object user = user();
      Path folder = temporary.resolve(NAME + "-" + user);
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
      } catch (FileAlreadyExistsException e) {
        // By an earlier process, or by an attacker who waits for us to load a library.
      }
      if (isOurs(folder, user)) {
        return Optional.of(folder);
      }
      refused.add(folder + " is another user's, or open to others");
    } catch (IOException | UnsupportedOperationException e) {
      refused.add(temporary + " cannot be written to (" + e + ")");
    }
    return Optional.empty();
  }

  private Object user() throws IOException {
    Path file = temporary.resolve("." + NAME + "-" + WholeFile.unguessable());
    Files.createFile(file);
    try {
      return owner(file);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isOurs(Path folder, Object user) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && owner(folder).equals(user)
        && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE);
  }

  /** Returns the number of the user, who may have no name. */
  private static Object owner(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS), "uid");
  }
}
