package dev.digitgan.k8s.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.k8s.IdxFolder;
import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.k8s.ServiceProcess.Store;
import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreEnvironment;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.store.testing.S3ProxyServer;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The pods of overlays/local as processes: with their arguments, variables and secrets. Others are
 * only the folders (below a temporary one), the ports (any free one), the images to train on (few,
 * and no download is tried) and for how long.
 */
@Tag("ci")
final class LocalOverlayTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Manifests manifests = Manifests.of("overlays/local");

  LocalOverlayTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theFirstModelIsTrainedPublishedAndServed() throws Exception {
    Process s3Proxy = startStore();
    try {
      Map<String, String> store = storeVariables(port(s3Proxy));
      try (ObjectStore opened =
          StoreUri.open(
              Objects.requireNonNull(store.get("DIGITGAN_STORE")), StoreEnvironment.of(store))) {
        for (int i = 0; i < 10; i++) {
          new ConditionalPutProbe(opened).run();
        }
      }
      try (ServiceProcess generator = generator(store)) {
        ManagedChannel admin = channel(generator.port("admin"));
        ManagedChannel main = channel(generator.port("grpc"));
        try {
          assertThat(health(admin, "livenessProbe")).isEqualTo(ServingStatus.SERVING);
          assertThat(health(admin, "readinessProbe")).isEqualTo(ServingStatus.NOT_SERVING);
          train(store);
          await()
              .atMost(PATIENCE)
              .until(() -> health(admin, "readinessProbe") == ServingStatus.SERVING);
          assertThat(health(admin, "startupProbe")).isEqualTo(ServingStatus.SERVING);
          assertThat(
                  GeneratorServiceGrpc.newBlockingStub(main)
                      .sample(SampleRequest.newBuilder().setN(1).setSeed(7).build())
                      .getPixels()
                      .size())
              .isEqualTo(784);
        } finally {
          admin.shutdownNow();
          main.shutdownNow();
        }
      }
    } finally {
      s3Proxy.destroyForcibly().onExit().join();
    }
  }

  private ServingStatus health(ManagedChannel channel, String probe) {
    JsonNode grpc = manifests.pod("Deployment generator").container().path(probe).path("grpc");
    return HealthGrpc.newBlockingStub(channel)
        .check(
            HealthCheckRequest.newBuilder().setService(grpc.path("service").asString("")).build())
        .getStatus();
  }

  private ServiceProcess generator(Map<String, String> store) {
    PodTemplate pod = manifests.pod("Deployment generator");
    return start("dev.digitgan.generator.GeneratorMain", pod, store, Map.of());
  }

  private void train(Map<String, String> store) throws Exception {
    Path data = IdxFolder.write(directory.resolve("digits"), 256);
    Map<String, String> shorter =
        Map.of(
            "DIGITGAN_DATA", data.toString(),
            "DIGITGAN_EPOCHS", "1",
            "DIGITGAN_RUN", "first-model");
    PodTemplate pod = manifests.pod("Job first-model");
    assertThat(pod.environment(manifests).keySet()).containsAll(shorter.keySet());
    try (ServiceProcess trainer = start("dev.digitgan.trainer.TrainerMain", pod, store, shorter)) {
      assertThat(trainer.awaitEnd(PATIENCE)).as(trainer::log).isZero();
    }
  }

  private ServiceProcess start(
      String mainClass, PodTemplate pod, Map<String, String> store, Map<String, String> changes) {
    Map<String, String> environment = new LinkedHashMap<>(pod.environment(manifests));
    environment.replaceAll(
        (name, value) ->
            name.endsWith("_PORT") ? "0" : value.startsWith("/var/") ? directory + value : value);
    environment.putAll(store);
    environment.putAll(changes);
    List<String> command = java(System.getProperty("java.class.path"), mainClass);
    pod.container().path("args").forEach(argument -> command.add(argument.asString("")));
    return ServiceProcess.start(directory, new Store("", environment), command);
  }

  private static List<String> java(String classPath, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", classPath, mainClass));
    return command;
  }

  private Process startStore() throws Exception {
    PodTemplate pod = manifests.pod("StatefulSet store");
    Map<String, String> environment = new LinkedHashMap<>(pod.environment(manifests));
    environment.putAll(secret("S3PROXY_IDENTITY", "S3PROXY_CREDENTIAL"));
    String base = Objects.requireNonNull(environment.get("JCLOUDS_FILESYSTEM_BASEDIR"));
    environment.put("JCLOUDS_FILESYSTEM_BASEDIR", directory + base);
    environment.put("S3PROXY_ENDPOINT", "http://127.0.0.1:0");
    makeBucket(pod.spec().path("initContainers").path(0).path("command"), base);
    String own =
        Path.of(ConfiguredS3Proxy.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                java(
                    own + File.pathSeparator + serverClassPath(),
                    ConfiguredS3Proxy.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** As the init container does, in the folder that the server is told to use. */
  private void makeBucket(JsonNode command, String base) throws IOException {
    assertThat(command.path(0).asString("")).isEqualTo("mkdir");
    String bucket = command.path(2).asString("");
    assertThat(bucket).startsWith(base + "/");
    Files.createDirectories(Path.of(directory + bucket));
  }

  private static int port(Process server) throws IOException {
    BufferedReader output = server.inputReader(UTF_8);
    String line = output.readLine();
    assertThat(line).startsWith("port ");
    return Integer.parseInt(line.substring("port ".length()));
  }

  /** What store-location and the secret say, but for where the server listens here. */
  private Map<String, String> storeVariables(int port) {
    Map<String, String> variables = new LinkedHashMap<>();
    manifests
        .object("ConfigMap", "store-location")
        .path("data")
        .forEachEntry((name, value) -> variables.put(name, value.asString("")));
    variables.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
    variables.putAll(secret("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    return variables;
  }

  /** Both keys of the secret, by the names that a pod knows them by. */
  private Map<String, String> secret(String id, String key) {
    JsonNode data = manifests.object("Secret", "store-credentials").path("data");
    Map<String, String> values = new LinkedHashMap<>();
    Map.of(id, "AWS_ACCESS_KEY_ID", key, "AWS_SECRET_ACCESS_KEY")
        .forEach(
            (name, of) ->
                values.put(
                    name,
                    new String(Base64.getDecoder().decode(data.path(of).asString("")), UTF_8)));
    return values;
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static String serverClassPath() throws IOException, URISyntaxException {
    try (InputStream in = S3ProxyServer.class.getResourceAsStream("s3proxy.classpath")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).strip();
    }
  }
}
