package dev.digitgan.store.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real S3 server in a process of its own, over a directory; it has one bucket. */
public final class S3ProxyServer implements AutoCloseable {
  public static final String BUCKET = "digitgan-test";

  private static final String ACCESS_KEY = "test-access";
  private static final String SECRET_KEY = "test-secret";
  private static final String CLASS_PATH = "s3proxy.classpath";

  private final Process process;
  private final int port;

  private S3ProxyServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** A server on a free port that keeps its objects in {@code directory}. */
  public static S3ProxyServer start(Path directory) throws IOException {
    return start(directory, 0);
  }

  /** A server on {@code port}, for one that comes back. */
  public static S3ProxyServer start(Path directory, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-cp",
                    ownClassPath() + File.pathSeparator + serverClassPath(),
                    S3ProxyProcess.class.getName(),
                    directory.toString(),
                    BUCKET,
                    Integer.toString(port),
                    ACCESS_KEY,
                    SECRET_KEY))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    if (line == null || !line.startsWith("port ")) {
      process.destroyForcibly();
      throw new IOException("S3Proxy did not start; its output is: " + line);
    }
    return new S3ProxyServer(process, Integer.parseInt(line.substring("port ".length())));
  }

  public int port() {
    return port;
  }

  /** What a process, or a store in this one, needs to know to reach the server. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        "http://127.0.0.1:" + port,
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_KEY);
  }

  /** Kills the server, as if its machine had lost power, and waits until its port is free. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static String ownClassPath() {
    try {
      return Path.of(
              S3ProxyProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String serverClassPath() throws IOException {
    try (InputStream in = S3ProxyServer.class.getResourceAsStream(CLASS_PATH)) {
      if (in == null) {
        throw new IOException(
            CLASS_PATH + " is not there: the build of digitgan-checkpoint's tests writes it");
      }
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
