package dev.digitgan.k8s.manifests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Pods as an object makes them.
 *
 * @param owner kind and name of the object
 * @param object the object
 * @param template metadata and spec
 */
record PodTemplate(String owner, JsonNode object, JsonNode template) {
  JsonNode spec() {
    return template.path("spec");
  }

  JsonNode labels() {
    return template.path("metadata").path("labels");
  }

  JsonNode annotations() {
    return template.path("metadata").path("annotations");
  }

  List<JsonNode> allContainers() {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> spec().path(kind).valueStream())
        .toList();
  }

  /** The one that is not there to begin with. */
  JsonNode container() {
    return spec().path("containers").path(0);
  }

  /** Name to number. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (JsonNode port : container().path("ports")) {
      ports.put(port.path("name").asString(""), port.path("containerPort").asInt());
    }
    return ports;
  }

  /** Names of the config maps and secrets that the pods refer to. */
  List<String> references() {
    List<String> names = new ArrayList<>();
    for (JsonNode container : allContainers()) {
      for (JsonNode from : container.path("envFrom")) {
        names.add("ConfigMap " + from.path("configMapRef").path("name").asString(""));
      }
      for (JsonNode variable : container.path("env")) {
        JsonNode secret = variable.path("valueFrom").path("secretKeyRef");
        if (secret.isObject()) {
          names.add("Secret " + secret.path("name").asString(""));
        }
        JsonNode config = variable.path("valueFrom").path("configMapKeyRef");
        if (config.isObject()) {
          names.add("ConfigMap " + config.path("name").asString(""));
        }
      }
    }
    return names;
  }

  /** What the container's environment is made of: the config maps' values, and its own. */
  Map<String, String> environment(Manifests manifests) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode from : container().path("envFrom")) {
      String name = from.path("configMapRef").path("name").asString("");
      manifests
          .object("ConfigMap", name)
          .path("data")
          .forEachEntry((key, value) -> environment.put(key, value.asString("")));
    }
    for (JsonNode variable : container().path("env")) {
      environment.put(variable.path("name").asString(""), variable.path("value").asString(""));
    }
    return environment;
  }

  @Override
  public String toString() {
    return owner;
  }
}
