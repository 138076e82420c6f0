package dev.digitgan.k8s.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is in monitoring/dashboards. */
record Dashboards(String name, JsonNode content) {
  static Stream<Dashboards> all() {
    return Stream.of("serving", "training", "fleet")
        .map(
            name ->
                new Dashboards(name, Manifests.file("monitoring/dashboards/" + name + ".json")));
  }

  /** Those that show data. */
  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : content.path("panels")) {
      if (panel.has("targets")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** Expressions as Prometheus gets them, of every namespace and pod. */
  static List<String> expressions(JsonNode panel) {
    List<String> expressions = new ArrayList<>();
    for (JsonNode target : panel.path("targets")) {
      expressions.add(
          target
              .path("expr")
              .asString("")
              .replace("$namespace", ".*")
              .replace("$pod", ".*")
              .replace("$__rate_interval", "30s"));
    }
    return expressions;
  }

  @Override
  public String toString() {
    return name;
  }
}
