package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void whatIsSaidToPeopleIsJsonTooWhereMachinesRead() throws Exception {
    List<String> lines = logged("json", Sayer.class, 1).lines().toList();
    assertThat(lines)
        .hasSize(3)
        .allSatisfy(line -> assertThat(JsonParser.parseString(line).isJsonObject()).isTrue());
    assertThat(lines.get(0))
        .contains("\"level\":\"INFO\"", "\"formattedMessage\":\"generator ready to start: grpc=1");
    assertThat(lines.get(1))
        .contains("\"level\":\"ERROR\"", "\"formattedMessage\":\"Unknown option: '--cuont=1'");
    assertThat(lines.get(2))
        .contains("\"level\":\"ERROR\"", "\"formattedMessage\":\"no images there\"");
  }

  private static String logged(String format) throws IOException, InterruptedException {
    return logged(format, Speaker.class, 0);
  }

  private static String logged(String format, Class<?> speaker, int status)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml", // Not that of a test-jar beside it.
            "-cp",
            System.getProperty("java.class.path"),
            speaker.getName());
    builder.environment().put("DIGITGAN_LOG_FORMAT", format);
    builder.environment().remove("DIGITGAN_LOG_LEVEL");
    Process process = builder.start();
    String lines = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(lines).isEqualTo(status);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    return lines;
  }

  static final class Sayer {
    private Sayer() {}

    public static void main(String[] args) {
      Logging.announce(new ServicePorts(1, 2, 3).startLine("generator"));
      CommandLines.execute(new CommandLinesTest.Fake(), "--cuont=1");
      System.exit(CommandLines.execute(new CommandLinesTest.Fake(), "--count=0"));
    }
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
