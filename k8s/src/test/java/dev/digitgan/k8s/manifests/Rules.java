package dev.digitgan.k8s.manifests;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What monitoring/alerts.yaml says. */
final class Rules {
  static final String FILE = "monitoring/alerts.yaml";

  private Rules() {}

  static JsonNode groups() {
    return Manifests.file(FILE).path("groups");
  }

  static List<JsonNode> alerts() {
    return all().stream().filter(rule -> rule.has("alert")).toList();
  }

  /** Names of what the recording rules record. */
  static List<String> recorded() {
    return all().stream()
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.path("record").asString(""))
        .toList();
  }

  static List<JsonNode> all() {
    return StreamSupport.stream(groups().spliterator(), false)
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }
}
