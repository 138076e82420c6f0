package dev.digitgan.cli.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.cli.console.Texts;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a manifest, in a form that people can read and compare. */
final class ManifestFields {
  private static final Set<String> BLOB = Set.of("digest", "size_bytes");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)\\]");

  /** The order of paths: digits count as numbers, so that layer 10 comes after layer 9. */
  static final Comparator<String> ORDER = Comparator.comparing(ManifestFields::padded);

  private ManifestFields() {}

  /** Returns the size of all blobs that a version needs, even if others share them. */
  static long sizeBytes(Manifest manifest) {
    return manifest.getWeights().getSizeBytes()
        + manifest.getPreview().getSizeBytes()
        + manifest.getGolden().getPixels().getSizeBytes();
  }

  static JsonObject json(Manifest manifest) {
    try {
      return JsonParser.parseString(
              JsonFormat.printer().preservingProtoFieldNames().sortingMapKeys().print(manifest))
          .getAsJsonObject();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns values by path, such as "settings.batch". A layer, blob or metric is one value. */
  static Map<String, String> of(Manifest manifest) {
    Map<String, String> fields = new TreeMap<>(ORDER);
    flatten("", json(manifest), fields);
    return fields;
  }

  private static void flatten(String path, JsonElement element, Map<String, String> fields) {
    if (element.isJsonPrimitive()) {
      fields.put(path, element.getAsString());
    } else if (element.isJsonArray()) {
      for (int i = 0; i < element.getAsJsonArray().size(); i++) {
        fields.put(
            String.format(Locale.ROOT, "%s[%d]", path, i),
            inOneLine(element.getAsJsonArray().get(i)));
      }
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.keySet().equals(BLOB)) {
        fields.put(path, blob(object));
      } else if (path.startsWith("metrics.")) {
        fields.put(path, metric(object));
      } else {
        object
            .entrySet()
            .forEach(
                entry ->
                    flatten(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                        entry.getValue(),
                        fields));
      }
    }
  }

  private static String blob(JsonObject blob) {
    return "%s (%s)"
        .formatted(
            blob.get("digest").getAsString(), Texts.size(blob.get("size_bytes").getAsLong()));
  }

  private static String metric(JsonObject metric) {
    String value = metric.has("value") ? metric.get("value").getAsString() : "0.0";
    return metric.has("low") && metric.has("high")
        ? "%s [%s, %s]"
            .formatted(value, metric.get("low").getAsString(), metric.get("high").getAsString())
        : value;
  }

  /** Formats {@code {"linear": {"inputs": 64}}} as "linear inputs=64". */
  private static String inOneLine(JsonElement element) {
    if (!element.isJsonObject()) {
      return element.toString();
    }
    return element.getAsJsonObject().entrySet().stream()
        .map(
            entry ->
                entry.getValue().isJsonObject()
                    ? (entry.getKey() + " " + inOneLine(entry.getValue())).strip()
                    : entry.getKey() + "=" + plain(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String plain(JsonElement element) {
    return element.isJsonPrimitive() ? element.getAsString() : element.toString();
  }

  private static String padded(String path) {
    return INDEX
        .matcher(path)
        .replaceAll(match -> "[" + "0".repeat(8 - match.group(1).length()) + match.group(1) + "]");
  }
}
