package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In processes of their own: the logger reads its environment once. */
class LogFormatTest {
  @Test
  void isOneReadableLineByDefault() throws Exception {
    assertThat(logged(""))
        .matches(
            "[0-9:.]+ INFO  LogFormatTest\\$Speaker: version 7 served\n[0-9:.]+ WARN  grpc: no route\n");
  }

  @Test
  void isJsonWhereAskedFor() throws Exception {
    assertThat(logged("json"))
        .startsWith("{\"timestamp\":")
        .contains("\"level\":\"INFO\"", "\"formattedMessage\":\"version 7 served\"")
        .endsWith("}\n");
  }

  private static String logged(String format) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=logback.xml", // Not that of a test-jar beside it.
            "-cp",
            System.getProperty("java.class.path"),
            Speaker.class.getName());
    builder.environment().put("DIGITGAN_LOG_FORMAT", format);
    builder.environment().remove("DIGITGAN_LOG_LEVEL");
    Process process = builder.start();
    String lines = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    return lines;
  }

  static final class Speaker {
    private static final Logger log = LoggerFactory.getLogger(Speaker.class);

    private Speaker() {}

    public static void main(String[] args) {
      log.info("version {} served", 7);
      log.debug("not at this level");
      Logging.unify();
      java.util.logging.Logger.getLogger("io.grpc").info("a third party's, the other way");
      java.util.logging.Logger.getLogger("io.grpc").warning("no route");
      LoggerFactory.getLogger("ai.djl.engine").info("a third party's");
    }
  }
}
