package dev.digitgan.k8s.stored;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A copy of the store that an earlier build made, for one test to write to. What is asked for as
 * recorded comes from the store as it was made.
 *
 * @param objects the copy
 */
record StoredData(Path objects) {
  /** The one that moves: rollbacks and promotions of all versions but the newest are in it. */
  static final String CHANNEL = "stable";

  private static final Path FOLDER = Path.of("src/test/store").toAbsolutePath();
  private static final Path MADE = FOLDER.resolve("objects");
  private static final String MODEL = "models/digits/";

  /** What a version drew when it was made. */
  @SuppressWarnings("ArrayRecordComponent") // Compared pixel by pixel.
  record Golden(int images, byte[] pixels) {
    /** Requires the same of {@code drawn}, or one grey level less or more where sums differ. */
    void requireLike(byte[] drawn) {
      assertThat(drawn).hasSameSizeAs(pixels);
      for (int i = 0; i < drawn.length; i++) {
        assertThat(Math.abs((drawn[i] & 0xFF) - (pixels[i] & 0xFF)))
            .as("pixel %d", i)
            .isLessThan(2);
      }
    }
  }

  /**
   * Makes a copy.
   *
   * @param directory that the copy's folder is made in
   */
  static StoredData copy(Path directory) throws IOException {
    Path objects = directory.resolve("objects");
    try (Stream<Path> paths = Files.walk(MADE)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, objects.resolve(MADE.relativize(path).toString()));
      }
    }
    return new StoredData(objects);
  }

  static Path trustedKey() {
    return FOLDER.resolve("trusted-key.pem");
  }

  /** What must be on the class path for the recipes of the stored runs to be found. */
  static Path recipes() {
    return FOLDER.resolve("recipes");
  }

  /** What an earlier build printed, or made. */
  static JsonElement recorded(String name) {
    return json(FOLDER.resolve("recorded").resolve(name));
  }

  static byte[] recordedBytes(String name) {
    return bytes(FOLDER.resolve("recorded").resolve(name));
  }

  /** The manifest of a version as it was made. */
  static JsonObject manifest(long version) {
    return json(MADE.resolve(versionKey(version))).getAsJsonObject();
  }

  static String digest(long version) {
    return manifest(version).get("model_digest").getAsString();
  }

  static Golden golden(long version) {
    JsonObject golden = manifest(version).getAsJsonObject("golden");
    return new Golden(
        golden.get("images").getAsInt(), blob(MADE, golden.getAsJsonObject("pixels")));
  }

  /** The classifier that came to the stored figures. */
  static String evaluator() {
    return recordedEvaluation().get("evaluator").getAsString();
  }

  /** What was found of version 5. */
  static JsonObject recordedEvaluation() {
    return evaluation(MADE);
  }

  /** What the copy says of version 5. */
  JsonObject evaluation() {
    return evaluation(objects);
  }

  /** Those of the copy. */
  List<String> versions() throws IOException {
    return names(MODEL + "versions");
  }

  /** The steps after which a run of the copy was saved. */
  List<String> states(String run) throws IOException {
    return names(MODEL + "runs/" + run + "/states");
  }

  JsonObject read(String key) {
    return json(objects.resolve(MODEL + key)).getAsJsonObject();
  }

  /** The manifest of a version of the copy. */
  JsonObject version(long version) {
    return json(objects.resolve(versionKey(version))).getAsJsonObject();
  }

  /** A blob of the copy, by what names it. */
  byte[] blob(JsonObject description) {
    return blob(objects, description);
  }

  private List<String> names(String key) throws IOException {
    try (Stream<Path> files = Files.list(objects.resolve(key))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String versionKey(long version) {
    return String.format(Locale.ROOT, "%sversions/%08d.json", MODEL, version);
  }

  private static JsonObject evaluation(Path store) {
    try (Stream<Path> files = Files.list(store.resolve(MODEL + "evaluations"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return json(all.get(0)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] blob(Path store, JsonObject description) {
    String digest = description.get("digest").getAsString();
    byte[] bytes =
        bytes(store.resolve("blobs/sha256").resolve(digest.substring("sha256:".length())));
    assertThat(bytes).hasSize(description.get("size_bytes").getAsInt());
    return bytes;
  }

  private static JsonElement json(Path file) {
    return JsonParser.parseString(new String(bytes(file), UTF_8));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
