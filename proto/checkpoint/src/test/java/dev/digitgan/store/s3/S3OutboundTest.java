package dev.digitgan.store.s3;

import static dev.digitgan.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import dev.digitgan.store.location.StoreEnvironment;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.store.testing.TestBucket;
import dev.digitgan.testing.Relay;
import dev.digitgan.testing.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** An S3 server whose certificate is of an authority of its own, with and without a proxy. */
@DisabledIfEnvironmentVariable(named = "DIGITGAN_TEST_S3_ENDPOINT", matches = ".+")
@Tag("ci")
final class S3OutboundTest {
  private final TestBucket bucket = TestBucket.shared();
  private final String location = bucket.newLocation();
  private final TestAuthority authority = TestAuthority.create();
  private final Path bundle;
  private final Relay server;

  S3OutboundTest(@TempDir Path directory) throws IOException {
    bundle = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    int plain = URI.create(bucket.environment().get("AWS_ENDPOINT_URL_S3")).getPort();
    server = Relay.tls(authority.server(), plain);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void anAuthorityThatIsNotTrustedIsNamedAsSuchAndNothingWasSent() {
    try (ObjectStore store = open(Map.of(), server.port())) {
      String advice =
          "no trusted authority signed the server's certificate; set AWS_CA_BUNDLE to a PEM"
              + " file that holds its authority";
      assertThatThrownBy(() -> store.read("a", 10)).hasMessageEndingWith(advice);
      assertThatThrownBy(() -> store.putIfAbsent("a", bytes("x")))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(OutcomeUnknownException.class)
          .hasMessageEndingWith(advice);
    }
  }

  @Test
  void authoritiesOfTheBundleAreTrusted() throws IOException {
    try (ObjectStore store = open(Map.of("AWS_CA_BUNDLE", bundle.toString()), server.port())) {
      assertThat(store.putIfAbsent("a", bytes("x"))).isTrue();
      assertThat(store.read("a", 10)).isEqualTo(bytes("x"));
    }
  }

  @Test
  void aBundleThatCannotBeUsedIsNamed() throws IOException {
    Path text = Files.writeString(bundle.resolveSibling("text"), "hello");

    assertThatThrownBy(() -> open(Map.of("AWS_CA_BUNDLE", text.toString()), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AWS_CA_BUNDLE: " + text + ": not a PEM file: it holds no -----BEGIN ...-----");
    assertThatThrownBy(() -> open(Map.of("AWS_CA_BUNDLE", text + "x"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("AWS_CA_BUNDLE: " + text + "x: cannot be read");
  }

  /** Nothing listens at port 1: only the proxy leads to the server. */
  @Test
  void theServerIsReachedByTheProxySaveForExceptions() throws IOException {
    try (Relay proxy = Relay.proxy(server.port())) {
      Map<String, String> variables = new HashMap<>();
      variables.put("AWS_CA_BUNDLE", bundle.toString());
      variables.put("https_proxy", "http://127.0.0.1:" + proxy.port());
      try (ObjectStore store = open(variables, 1)) {
        assertThat(store.putIfAbsent("b", bytes("x"))).isTrue();
        assertThat(store.read("b", 10)).isEqualTo(bytes("x"));
      }
      assertThat(proxy.asked()).isNotEmpty().containsOnly("localhost:1");

      int before = proxy.asked().size();
      variables.put("NO_PROXY", "localhost");
      try (ObjectStore store = open(variables, 1)) {
        assertThatThrownBy(() -> store.putIfAbsent("c", bytes("x")))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(OutcomeUnknownException.class);
      }
      assertThat(proxy.asked()).hasSize(before);
    }
  }

  private ObjectStore open(Map<String, String> more, int port) {
    Map<String, String> variables = new HashMap<>(bucket.environment());
    variables.put("AWS_ENDPOINT_URL_S3", "https://localhost:" + port);
    variables.putAll(more);
    return StoreUri.open(location, StoreEnvironment.of(variables));
  }
}
