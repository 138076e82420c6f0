package dev.digitgan.k8s.manifests;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API of one version of Kubernetes, with that of the Prometheus Operator: fields that it does
 * not name are refused. src/test/schemas/make-schemas.mjs says where the schemas come from.
 */
final class ApiSchemas {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROMETHEUS_OPERATOR = "prometheus-operator";

  private final String version;
  private final List<JsonNode> sources;
  private final Map<String, Schema> schemas = new HashMap<>();

  private ApiSchemas(String version, List<JsonNode> sources) {
    this.version = version;
    this.sources = List.copyOf(sources);
  }

  /**
   * @param version e.g. "1.27"
   */
  static ApiSchemas of(String version) {
    return new ApiSchemas(
        version, List.of(read("kubernetes-" + version), read(PROMETHEUS_OPERATOR)));
  }

  private static JsonNode read(String name) {
    try (InputStream in = ApiSchemas.class.getResourceAsStream(name + ".json.gz")) {
      if (in == null) {
        throw new IllegalArgumentException("no schemas called " + name);
      }
      return JSON.readTree(new GZIPInputStream(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the API server would say against {@code object}; empty: nothing. */
  List<String> complaints(JsonNode object) {
    String kind = object.path("apiVersion").asString("") + "/" + object.path("kind").asString("");
    JsonNode source = source(kind);
    if (source.isMissingNode()) {
      return List.of("there is no " + kind + " in " + version);
    }
    String definition = source.path("kinds").path(kind).asString("");
    List<String> complaints = new ArrayList<>();
    for (Error error :
        schemas.computeIfAbsent(kind, k -> schema(source, definition)).validate(object)) {
      complaints.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    deprecated(source, source.path("definitions").path(definition), object, "", complaints);
    return complaints;
  }

  private JsonNode source(String kind) {
    return sources.stream()
        .filter(source -> source.path("kinds").has(kind))
        .findFirst()
        .orElse(JSON.missingNode());
  }

  private static Schema schema(JsonNode source, String definition) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$ref", "#/definitions/" + definition);
    schema.set("definitions", source.path("definitions"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private static void deprecated(
      JsonNode source, JsonNode schema, JsonNode value, String at, List<String> complaints) {
    String reference = schema.path("$ref").asString("");
    JsonNode resolved =
        reference.isEmpty()
            ? schema
            : source.path("definitions").path(reference.substring("#/definitions/".length()));
    if (value.isArray()) {
      for (JsonNode element : value) {
        deprecated(source, resolved.path("items"), element, at + "/*", complaints);
      }
    } else if (value.isObject()) {
      value.forEachEntry(
          (name, field) -> {
            JsonNode property = resolved.path("properties").path(name);
            if (property.path("deprecated").asBoolean(false)) {
              complaints.add(at + "/" + name + ": is deprecated");
            }
            deprecated(source, property, field, at + "/" + name, complaints);
          });
    }
  }

  @Override
  public String toString() {
    return version;
  }
}
