package dev.digitgan.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The ports that a service really listens on. Scripts and other processes read both forms below, so
 * they are stable.
 */
public record ServicePorts(int grpc, int admin, int http) {

  /** E.g. "generator ready to start: grpc=50051 admin=50061 http=8080". */
  public String startLine(String service) {
    return String.format(
        Locale.ROOT, "%s ready to start: grpc=%d admin=%d http=%d", service, grpc, admin, http);
  }

  /**
   * One line of JSON: {@code {"service":"generator","pid":4711,"grpc":50051,"admin":50061,
   * "http":8080}}. The file appears whole or not at all; its directory is made.
   */
  public void write(Path file, String service) throws IOException {
    String json =
        String.format(
            Locale.ROOT,
            "{\"service\":\"%s\",\"pid\":%d,\"grpc\":%d,\"admin\":%d,\"http\":%d}\n",
            service,
            ProcessHandle.current().pid(),
            grpc,
            admin,
            http);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    WholeFile.write(file, json.getBytes(UTF_8));
  }
}
