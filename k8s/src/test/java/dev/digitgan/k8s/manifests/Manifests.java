package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.k8s.manifests.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code kubectl apply -k} would send.
 *
 * @param name of the folder that it was rendered from, below k8s
 */
record Manifests(String name, List<JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  /** Tests that read the module's files run in its folder. */
  static final Path HOME = Path.of("").toAbsolutePath();

  Manifests {
    objects = List.copyOf(objects);
  }

  /** Every folder that is rendered anywhere; skips the test where there is no kubectl. */
  static Stream<Manifests> all() {
    return Stream.of("overlays/local", "overlays/gpu", "src/test/overlays/all").map(Manifests::of);
  }

  /** Renders one folder below k8s, once. */
  static Manifests of(String folder) {
    return RENDERED.computeIfAbsent(folder, Manifests::render);
  }

  private static Manifests render(String folder) {
    Path directory = HOME.resolve(folder);
    assertThat(directory).isDirectory();
    Outcome rendered = Tool.orSkip("kubectl").run("kustomize", directory.toString());
    assertThat(rendered.status()).as(rendered.output()).isZero();
    return new Manifests(folder, documents(rendered.output()));
  }

  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> values = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      values.forEachRemaining(documents::add);
    }
    return documents;
  }

  /** One file of the module. */
  static JsonNode file(String name) {
    Path file = HOME.resolve(name);
    assertThat(file).isRegularFile();
    return YAML.readTree(file.toFile());
  }

  static String text(String name) throws IOException {
    return Files.readString(HOME.resolve(name));
  }

  Stream<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> kind.equals(kindOf(object)));
  }

  /** The one object of that kind and name, whose name may have a hash after it. */
  JsonNode object(String kind, String name) {
    return kind(kind)
        .filter(object -> nameOf(object).matches(name + "(-[0-9a-z]{10})?"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s %s in %s".formatted(kind, name, this.name)));
  }

  /** Whatever makes pods. */
  List<PodTemplate> pods() {
    List<PodTemplate> pods = new ArrayList<>();
    for (JsonNode object : objects) {
      JsonNode spec = object.path("spec");
      JsonNode template = spec.path("template");
      if (kindOf(object).equals("CronJob")) {
        template = spec.path("jobTemplate").path("spec").path("template");
      }
      if (template.path("spec").has("containers")) {
        pods.add(new PodTemplate(describe(object), object, template));
      }
    }
    return pods;
  }

  /** Pods of the two services' images. */
  List<PodTemplate> services() {
    List<PodTemplate> services =
        pods().stream()
            .filter(pod -> pod.container().path("image").asString("").contains("-service:"))
            .toList();
    assertThat(services).hasSizeGreaterThanOrEqualTo(3);
    return services;
  }

  /** Pods of our own images: the services, and the command line. */
  List<PodTemplate> own() {
    List<PodTemplate> own =
        pods().stream()
            .filter(pod -> pod.container().path("image").asString("").contains("/digitgan/"))
            .toList();
    assertThat(own).hasSize(services().size() + 2);
    return own;
  }

  /**
   * @param owner kind and name
   */
  PodTemplate pod(String owner) {
    return pods().stream()
        .filter(pod -> pod.owner().equals(owner))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + owner + " in " + name));
  }

  static String kindOf(JsonNode object) {
    return object.path("kind").asString("");
  }

  static String nameOf(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  static String describe(JsonNode object) {
    return kindOf(object) + " " + nameOf(object);
  }

  @Override
  public String toString() {
    return name;
  }
}
