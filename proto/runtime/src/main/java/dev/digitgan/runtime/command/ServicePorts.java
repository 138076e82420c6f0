package dev.digitgan.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The ports that a service listens on. Scripts read both forms below, so they never change. */
public record ServicePorts(int grpc, int admin, int http) {
  /** Returns the address to bind; the host "*" is every interface. */
  public static InetSocketAddress address(String bindAddress, int port) {
    return bindAddress.equals("*")
        ? new InetSocketAddress(port)
        : new InetSocketAddress(bindAddress, port);
  }

  /** Makes the error for the port of {@code option}, with the cause's own words. */
  public static UserErrorException cannotListen(
      String option, String bindAddress, int port, IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return new UserErrorException(
        String.format(
            Locale.ROOT,
            "%s: cannot listen on %s:%d: %s",
            option,
            bindAddress,
            port,
            message == null ? cause : message),
        e);
  }

  /** Returns, for example, "generator ready to start: grpc=50051 admin=50061 http=8080". */
  public String startLine(String service) {
    return String.format(
        Locale.ROOT, "%s ready to start: grpc=%d admin=%d http=%d", service, grpc, admin, http);
  }

  /**
   * Writes one line of JSON: {@code {"service":"generator","pid":4711,"grpc":50051,"admin":50061,
   * "http":8080}}. The file appears whole or not at all; its directory is created.
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
