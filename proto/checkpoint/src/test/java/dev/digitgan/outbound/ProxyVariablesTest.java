package dev.digitgan.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.outbound.ProxyVariables.ProxyAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "https_proxy, https://s3.example.org/x",
    "HTTPS_PROXY, https://s3.example.org/x",
    "http_proxy, http://minio:9000/",
    "HTTP_PROXY, http://minio:9000/",
  })
  void eachSchemeHasItsOwnInEitherCase(String name, URI target) {
    ProxyVariables variables = ProxyVariables.of(Map.of(name, "http://proxy.example.org:3128/"));

    assertThat(variables.proxyFor(target))
        .contains(new ProxyAddress("proxy.example.org", 3128, ""));
    assertThat(variables.select(target))
        .singleElement()
        .extracting(Proxy::address)
        .isEqualTo(InetSocketAddress.createUnresolved("proxy.example.org", 3128));
    URI other = URI.create(target.getScheme().equals("http") ? "https://x/" : "http://x/");
    assertThat(variables.proxyFor(other)).isEmpty();
    assertThat(variables.decides(other)).isFalse();
  }

  @Test
  void theLowerCaseGoesFirst() {
    assertThat(
            ProxyVariables.of(Map.of("http_proxy", "low:1", "HTTP_PROXY", "high:2"))
                .proxyFor(URI.create("http://x/")))
        .contains(new ProxyAddress("low", 1, ""));
  }

  @Test
  void credentialsAreTakenAndNotTold() {
    ProxyAddress proxy =
        ProxyVariables.of(Map.of("http_proxy", "http://me:se%40cret@proxy:8080"))
            .proxyFor(URI.create("http://x/"))
            .orElseThrow();

    assertThat(proxy.credentials()).isEqualTo("me:se%40cret");
    assertThat(proxy).hasToString("http://proxy:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://secret@x:1",
        "https://secret@x:1",
        "secret",
        "x:99999",
        "secret:x",
        "x/"
      })
  void whatIsNoProxyIsRefusedWithoutBeingTold(String value) {
    assertThatThrownBy(() -> ProxyVariables.of(Map.of("HTTPS_PROXY", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "https_proxy names no proxy: it is http://HOST:PORT or http://USER:PASSWORD@HOST:PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|http://anything/|true",
        "example.org|http://example.org/|true",
        "example.org|http://EXAMPLE.org/|true",
        "example.org|http://s3.example.org/|true",
        ".example.org|http://s3.example.org/|true",
        "*.example.org|http://s3.example.org/|true",
        "example.org|http://notexample.org/|false",
        "example.org|http://example.org.evil/|false",
        "a, b c|http://c/|true",
        "minio:9000|http://minio:9000/|true",
        "minio:9000|http://minio:9001/|false",
        "minio:80|http://minio/|true",
        "127.0.0.1|http://127.0.0.1:1/|true",
        "10.0.0.0/8|http://10.1.2.3/|true",
        "10.0.0.0/8|http://11.1.2.3/|false",
        "10.0.0.0/99|http://10.1.2.3/|false",
        "10.0.0.0/8|http://ten.example.org/|false",
        "::1|http://[::1]:9/|true",
        "[::1]:9|http://[::1]:9/|true",
        "fd00::/8|http://[fd12::1]/|true",
        "''|http://x/|false",
      })
  void someHostsAreAskedWithoutOne(String exceptions, URI target, boolean spared) {
    assertThat(
            ProxyVariables.of(Map.of("http_proxy", "proxy:1", "no_proxy", exceptions))
                .proxyFor(target)
                .isEmpty())
        .isEqualTo(spared);
  }
}
