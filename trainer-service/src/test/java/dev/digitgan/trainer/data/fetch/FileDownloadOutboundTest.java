package dev.digitgan.trainer.data.fetch;

import static dev.digitgan.trainer.data.fetch.DownloadBench.CONTENT;
import static dev.digitgan.trainer.data.fetch.DownloadBench.LONG;
import static dev.digitgan.trainer.data.fetch.MirrorServer.replying;
import static dev.digitgan.trainer.data.fetch.MirrorServer.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.testing.Relay;
import dev.digitgan.testing.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors behind proxies, and mirrors with authorities of their own. */
@Timeout(30)
final class FileDownloadOutboundTest {
  @TempDir private Path directory;

  @Test
  void aMirrorIsAskedByTheProxySaveForExceptions() throws Exception {
    try (MirrorServer proxy = replying(serving(CONTENT))) {
      URI mirror = URI.create("http://mirror.invalid/file.gz");
      String address = "http://127.0.0.1:" + proxy.address().getPort();

      bench(Map.of("http_proxy", address)).fetch(LONG, mirror);

      assertThat(file()).hasBinaryContent(CONTENT);
      assertThat(proxy.requests()).containsExactly("/file.gz -");
      Files.delete(file());
      DownloadBench direct = bench(Map.of("HTTP_PROXY", address, "NO_PROXY", ".invalid"));
      assertThatThrownBy(() -> direct.fetch(LONG, mirror))
          .hasMessageStartingWith("file.gz: mirror.invalid cannot be reached");
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void aMirrorsAuthorityIsThatOfTheBundle() throws Exception {
    TestAuthority authority = TestAuthority.create();
    Path bundle = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    try (MirrorServer plain = replying(serving(CONTENT));
        Relay mirror = Relay.tls(authority.server(), plain.address().getPort());
        Relay proxy = Relay.proxy(mirror.port())) {
      URI address = URI.create("https://localhost:" + mirror.port() + "/file.gz");
      assertThatThrownBy(() -> bench(Map.of()).fetch(LONG, address))
          .hasMessageContaining("localhost cannot be trusted: no trusted authority signed")
          .hasMessageContaining("AWS_CA_BUNDLE");

      bench(Map.of("AWS_CA_BUNDLE", bundle.toString())).fetch(LONG, address);

      assertThat(file()).hasBinaryContent(CONTENT);
      Files.delete(file());
      bench(
              Map.of(
                  "AWS_CA_BUNDLE",
                  bundle.toString(),
                  "https_proxy",
                  "http://127.0.0.1:" + proxy.port()))
          .fetch(LONG, URI.create("https://localhost:1/file.gz"));
      assertThat(file()).hasBinaryContent(CONTENT);
      assertThat(proxy.asked()).containsExactly("localhost:1");
    }
  }

  @Test
  void aVariableThatNamesNoProxyIsTold() {
    assertThatThrownBy(
            () ->
                bench(Map.of("http_proxy", "socks5://x:1"))
                    .fetch(LONG, URI.create("http://mirror.invalid/file.gz")))
        .hasMessageStartingWith("http_proxy names no proxy");
  }

  private DownloadBench bench(Map<String, String> variables) {
    return new DownloadBench(file(), variables);
  }

  private Path file() {
    return directory.resolve("cache/file.gz");
  }
}
