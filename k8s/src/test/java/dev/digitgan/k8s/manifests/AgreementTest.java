package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.runtime.command.Logging;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The manifests agree with each other, and with what the services read and expose. */
final class AgreementTest {
  /** That ServeCommand and TrainerMain give themselves to end in order, once the rest is done. */
  private static final Duration GENERATOR_CLOSING = Duration.ofSeconds(30);

  private static final Duration TRAINER_ENDING = Duration.ofSeconds(10);
  private static final Set<String> STORE_VARIABLES =
      Set.of("AWS_ENDPOINT_URL_S3", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyVariableIsReadByTheCommandThatGetsIt(Manifests manifests) throws Exception {
    String log;
    try (InputStream in = Logging.class.getResourceAsStream("/logback.xml")) {
      log = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    for (PodTemplate pod : manifests.services()) {
      Map<String, String> read = variables(pod).defaults();
      for (String name : pod.environment(manifests).keySet()) {
        if (name.startsWith("DIGITGAN_LOG_")) {
          assertThat(log).contains(name);
        } else if (name.startsWith("DIGITGAN_") && !isOfTheTrainAlone(pod, name)) {
          assertThat(read).as(pod.owner()).containsKey(name);
        } else if (name.startsWith("AWS_")) {
          assertThat(STORE_VARIABLES).as(pod.owner()).contains(name);
        }
      }
      assertThat(pod.environment(manifests).keySet()).containsAll(STORE_VARIABLES);
    }
  }

  /** The gate gets the trainer's config map for its data and model, and the rest with it. */
  private static boolean isOfTheTrainAlone(PodTemplate pod, String name)
      throws ReflectiveOperationException {
    return pod.container().path("args").path(0).asString("").equals("gate")
        && CommandVariables.of("train").defaults().containsKey(name);
  }

  @ParameterizedTest
  @MethodSource("all")
  void thePortsAreThoseThatTheServicesOpen(Manifests manifests) throws Exception {
    for (PodTemplate pod : manifests.services()) {
      Map<String, String> environment = pod.environment(manifests);
      Map<String, String> defaults = variables(pod).defaults();
      pod.ports()
          .forEach(
              (port, number) -> {
                String variable =
                    defaults.keySet().stream()
                        .filter(
                            name -> name.endsWith("_" + port.toUpperCase(Locale.ROOT) + "_PORT"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(pod + ": no port " + port));
                assertThat(environment.getOrDefault(variable, defaults.get(variable)))
                    .as("%s %s", pod, port)
                    .isEqualTo(Integer.toString(number));
              });
      if (pod.annotations().has("prometheus.io/port")) {
        assertThat(pod.annotations().path("prometheus.io/port").asString(""))
            .isEqualTo(String.valueOf(pod.ports().get("http")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void probesAskForTheHealthThatIsMeant(Manifests manifests) {
    PodTemplate generator = manifests.pod("Deployment generator");
    int admin = Objects.requireNonNull(generator.ports().get("admin"));
    for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
      JsonNode grpc = generator.container().path(probe).path("grpc");
      assertThat(grpc.path("port").asInt()).as(probe).isEqualTo(admin);
      assertThat(grpc.path("service").asString(""))
          .as(probe)
          .isEqualTo(probe.equals("readinessProbe") ? GeneratorServiceGrpc.SERVICE_NAME : "");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatEndsHasTheTimeToEndInOrder(Manifests manifests) {
    PodTemplate generator = manifests.pod("Deployment generator");
    JsonNode preStop =
        generator.container().path("lifecycle").path("preStop").path("exec").path("command");
    assertThat(preStop.path(0).asString("")).isEqualTo("sleep");
    String grace = generator.environment(manifests).get("DIGITGAN_GENERATOR_DRAIN_GRACE");
    Duration needed =
        Duration.ofSeconds(Long.parseLong(preStop.path(1).asString("")))
            .plus(Duration.parse("PT" + grace))
            .plus(GENERATOR_CLOSING);
    assertThat(Duration.ofSeconds(generator.spec().path("terminationGracePeriodSeconds").asInt()))
        .isGreaterThan(needed);
    for (PodTemplate pod : manifests.services()) {
      if (pod.container().path("args").path(0).asString("").equals("train")) {
        assertThat(Duration.ofSeconds(pod.spec().path("terminationGracePeriodSeconds").asInt()))
            .as(pod.owner())
            .isGreaterThan(TRAINER_ENDING);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void jobsKnowTheTrainersExitStatuses(Manifests manifests) {
    for (PodTemplate pod : manifests.services()) {
      if (pod.container().path("args").path(0).asString("").equals("train")) {
        JsonNode job =
            Manifests.kindOf(pod.object()).equals("CronJob")
                ? pod.object().path("spec").path("jobTemplate").path("spec")
                : pod.object().path("spec");
        JsonNode rules = job.path("podFailurePolicy").path("rules");
        assertThat(statuses(rules.path(0))).as(pod.owner()).containsExactly("2", "4", "5");
        assertThat(rules.path(0).path("action").asString("")).isEqualTo("FailJob");
        assertThat(statuses(rules.path(1)))
            .containsExactly(pod.environment(manifests).get("DIGITGAN_INTERRUPTED_STATUS"));
        assertThat(rules.path(1).path("action").asString("")).isEqualTo("Ignore");
        for (int rule = 0; rule < 2; rule++) {
          assertThat(rules.path(rule).path("onExitCodes").path("containerName").asString(""))
              .isEqualTo(pod.container().path("name").asString(""));
        }
        // A policy for failed pods needs pods that are not started again in their place.
        assertThat(pod.spec().path("restartPolicy").asString("")).isEqualTo("Never");
      }
    }
  }

  private static List<String> statuses(JsonNode rule) {
    return rule.path("onExitCodes").path("values").valueStream().map(v -> v.asString("")).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whateverIsReferredToIsThere(Manifests manifests) {
    Set<String> there = new HashSet<>();
    manifests.objects().forEach(object -> there.add(Manifests.describe(object)));
    if (manifests.name().endsWith("all")) {
      there.add("Secret store-credentials"); // Whoever brings an S3 brings its keys.
    }
    for (PodTemplate pod : manifests.pods()) {
      assertThat(there).as(pod.owner()).containsAll(pod.references());
      assertThat(there)
          .contains("ServiceAccount " + pod.spec().path("serviceAccountName").asString(""));
      for (JsonNode container : pod.allContainers()) {
        List<String> volumes = new ArrayList<>();
        pod.spec().path("volumes").forEach(v -> volumes.add(v.path("name").asString("")));
        pod.object()
            .path("spec")
            .path("volumeClaimTemplates")
            .forEach(claim -> volumes.add(Manifests.nameOf(claim)));
        container
            .path("volumeMounts")
            .forEach(m -> assertThat(volumes).contains(m.path("name").asString("")));
      }
    }
    manifests
        .kind("HorizontalPodAutoscaler")
        .forEach(
            scaler -> {
              JsonNode target = scaler.path("spec").path("scaleTargetRef");
              String name = Manifests.kindOf(target) + " " + target.path("name").asString("");
              assertThat(there).contains(name);
              // Two that say how many would undo each other's word at each apply.
              assertThat(manifests.pod(name).object().path("spec").has("replicas")).isFalse();
            });
    String store = manifests.object("ConfigMap", "store-location").path("data").toString();
    if (store.contains("http://store:")) {
      assertThat(there).contains("Service store");
    }
  }

  private static CommandVariables variables(PodTemplate pod) throws ReflectiveOperationException {
    return CommandVariables.of(pod.container().path("args").path(0).asString(""));
  }
}
