package dev.digitgan.runtime.files;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.command.MisuseException;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value made from files, and made again when their content changes: by an edit, by a file moved
 * into their place, or by a link in their path that now points elsewhere, as in Kubernetes.
 *
 * <p>Unusable files leave the value as it was. Each change is logged once.
 */
public final class ReloadedFiles<T> {
  private static final Logger log = LoggerFactory.getLogger(ReloadedFiles.class);
  private static final int MAX_BYTES = 1 << 20;

  /** Makes the value from the contents, in the order of the files. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(List<byte[]> contents) throws FileRefusedException;
  }

  private final String what;
  private final List<OptionFile> files;
  private final Parser<T> parser;
  private volatile @Nullable T current;

  @GuardedBy("this")
  private String seen = "";

  /** The contents, or why they are unreadable; {@code state} describes either, for comparison. */
  private record Reading(
      List<byte[]> contents, String state, @Nullable FileRefusedException failure) {}

  /**
   * @param what the name of the value in the log: "TLS certificates"
   */
  public ReloadedFiles(String what, List<OptionFile> files, Parser<T> parser) {
    this.what = what;
    this.files = List.copyOf(files);
    this.parser = parser;
  }

  /** Reads for the first time; throws {@link MisuseException} if a file is unusable. */
  public synchronized void load() {
    Reading reading = read();
    try {
      current = value(reading);
      seen = reading.state;
    } catch (FileRefusedException e) {
      throw MisuseException.of(e);
    }
  }

  /** Returns the value of the newest usable files; call it after {@link #load}. */
  public T current() {
    T value = current;
    if (value == null) {
      throw new IllegalStateException("not loaded");
    }
    return value;
  }

  /** Checks whether the files have changed; call it from time to time, after {@link #load}. */
  public synchronized void check() {
    Reading reading = read();
    // Files that differ between two reads are just being replaced.
    if (reading.state.equals(seen) || !reading.state.equals(read().state)) {
      return;
    }
    seen = reading.state;
    try {
      current = value(reading);
      log.info("{}: changed, and read again", what);
    } catch (FileRefusedException e) {
      log.warn("{}: changed, but the previous ones stay in use: {}", what, e.getMessage());
    }
  }

  private T value(Reading reading) throws FileRefusedException {
    if (reading.failure != null) {
      throw reading.failure;
    }
    return parser.parse(reading.contents);
  }

  private Reading read() {
    List<byte[]> contents = new ArrayList<>();
    StringBuilder state = new StringBuilder();
    for (OptionFile file : files) {
      try {
        byte[] content = content(file);
        contents.add(content);
        state.append(Sha256.of(content)).append('\n');
      } catch (FileRefusedException e) {
        return new Reading(List.of(), String.valueOf(e.getMessage()), e);
      }
    }
    return new Reading(contents, state.toString(), null);
  }

  private static byte[] content(OptionFile file) throws FileRefusedException {
    if (Files.isDirectory(file.path())) {
      throw new FileRefusedException(file, "is a directory");
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new FileRefusedException(file, "is larger than " + MAX_BYTES + " bytes");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new FileRefusedException(file, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new FileRefusedException(file, "access is denied", e);
    } catch (IOException e) {
      throw new FileRefusedException(file, "cannot be read: " + e.getMessage(), e);
    }
  }
}
