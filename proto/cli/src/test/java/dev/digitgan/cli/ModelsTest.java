package dev.digitgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code digitgan models list | show | verify | diff}. */
@Tag("locale")
final class ModelsTest {
  private final Path directory;
  private final TestStore store;

  ModelsTest(@TempDir Path directory) {
    this.directory = directory;
    this.store = new TestStore(directory);
  }

  @Test
  void versionsAreListedNewestFirstWithTheirChannels() throws IOException {
    store.publish(1, 2, 3);
    assertThat(models("promote", "2", "--channel", "stable").status()).isZero();

    Run run = models("list");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().replaceAll("sha256:[0-9a-f]{12}", "sha256:............"))
        .isEqualTo(
            """
            VERSION  DIGEST               RECIPE   STEP  CREATED               SIZE   CHANNELS
            3        sha256:............  conv-ns  300   2026-01-01T00:03:00Z  188 B  latest
            2        sha256:............  conv-ns  200   2026-01-01T00:02:00Z  188 B  stable
            1        sha256:............  conv-ns  100   2026-01-01T00:01:00Z  188 B
            """);
  }

  @Test
  void theListIsJsonForScripts() throws IOException {
    store.publish(1, 2);
    JsonArray versions = json(models("list", "--output", "json")).getAsJsonArray();
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).toString())
        .matches(
            "\\{\"version\":2,\"model_digest\":\"sha256:[0-9a-f]{64}\",\"recipe\":\"conv-ns\",\"step\":200,"
                + "\"create_time\":\"2026-01-01T00:02:00Z\",\"size_bytes\":188,\"channels\":\\[\"latest\"\\]\\}");
  }

  @Test
  void aManifestThatIsNotUnderstoodIsListedAsSuch() throws IOException {
    store.publish(1, 2);
    Files.writeString(store.manifest(1), "{");
    Files.writeString(store.manifest(2), "{]");
    Run run = models("list");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\n2        ?", "\n1        ?");
    assertThat(run.err())
        .contains("version 2: manifest is not JSON", "version 1: manifest ends too early");
  }

  @Test
  void anEmptyStoreIsNoFailure() {
    Run run = models("list");
    assertThat(run).isEqualTo(new Run(0, "", "no version of digits in " + uri() + "\n"));
    assertThat(models("list", "--output", "json").out()).isEqualTo("[]\n");
  }

  @Test
  void everythingOfAManifestIsShown() throws IOException {
    store.publish(1);
    Run run = models("show", "1");
    assertThat(run.status()).isZero();
    assertThat(run.out().replaceAll("sha256:[0-9a-f]{64}", "sha256:..."))
        .isEqualTo(
            """
            FIELD                       VALUE
            channels                    latest
            signed by                   no key
            compat.engine               pytorch-2.7.1
            compat.latent.distribution  DISTRIBUTION_NORMAL
            compat.latent.scheme        1
            compat.latent.size          2
            compat.layers[0]            linear inputs=2 outputs=4
            compat.layers[1]            activation function=FUNCTION_TANH
            compat.layers[2]            reshape dimensions=[1,2,2]
            compat.precision            float32
            compat.range.max            1.0
            compat.range.min            -1.0
            compat.schema               1
            compat.shape.channels       1
            compat.shape.height         2
            compat.shape.width          2
            create_time                 2026-01-01T00:01:00Z
            data_set.images             60000
            data_set.name               mnist
            epoch                       1
            metrics.frechet             10.5 [1.0, 11.0]
            metrics.generator_loss      0.75
            model                       digits
            model_digest                sha256:...
            preview                     sha256:... (7 B)
            recipe                      conv-ns
            run                         test
            seed                        7
            settings.batch              64
            step                        100
            version                     1
            weights                     sha256:... (181 B)
            """);
  }

  @Test
  void aManifestIsShownAsJson() throws IOException {
    store.publish(1);
    JsonObject document = json(models("show", "--output", "json")).getAsJsonObject();
    assertThat(document.get("channels").toString()).isEqualTo("[\"latest\"]");
    assertThat(document.get("signed_by").isJsonNull()).isTrue();
    assertThat(document.getAsJsonObject("manifest"))
        .isEqualTo(JsonParser.parseString(Files.readString(store.manifest(1))));
  }

  @Test
  void aVersionIsNamedInFourWays() throws IOException {
    store.publish(1, 2);
    models("promote", "1", "--channel", "stable");
    String digest =
        json(models("show", "1", "--output", "json"))
            .getAsJsonObject()
            .getAsJsonObject("manifest")
            .get("model_digest")
            .getAsString();
    for (String name : new String[] {"1", "channel:stable", digest, digest.substring(0, 15)}) {
      assertThat(models("show", name).out()).containsPattern("version +1\n");
    }
    assertThat(models("show", "latest").out()).containsPattern("version +2\n");
  }

  @Test
  void whatIsWholeIsVerified() throws IOException {
    store.publish(1, 2);
    assertThat(models("verify")).isEqualTo(new Run(0, "version 2: ok, 188 B\n", ""));
    assertThat(models("verify", "1", "2"))
        .isEqualTo(new Run(0, "version 1: ok, 188 B\nversion 2: ok, 188 B\n", ""));
  }

  @Test
  void whatIsWrongIsSaidWithAStatusOfItsOwn() throws IOException {
    store.publish(1, 2, 3);
    models("promote", "2", "--channel", "stable");
    models("promote", "1", "--channel", "canary");
    byte[] weights = Files.readAllBytes(store.weightsBlob(3));
    weights[weights.length - 2] ^= 1;
    Files.write(store.weightsBlob(3), weights);
    Files.delete(store.manifest(2));

    Run run = models("verify", "--all");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().replaceAll("sha256:[0-9a-f]{64}", "sha256:..."))
        .isEqualTo(
            """
            version 3: WRONG: weights has digest sha256:..., not sha256:...
            version 1: ok, 188 B
            channel canary: ok, version 1
            channel stable: WRONG: version 2 is not there
            """);
    JsonArray report = json(models("verify", "--all", "--output", "json")).getAsJsonArray();
    assertThat(report).hasSize(4);
    assertThat(report.get(1).toString())
        .isEqualTo("{\"version\":\"1\",\"ok\":true,\"text\":\"ok, 188 B\"}");
  }

  @Test
  void signaturesAreVerifiedWhenKeysAreGiven() throws IOException {
    Run keys = Run.of("keys", "new", "--out", directory.resolve("keys").toString());
    assertThat(keys.status()).isZero();
    assertThat(keys.out())
        .matches(
            """
            key sha256:[0-9a-f]{64}
            for the trainer, secret: .*/signing-key.pem
            for readers: .*/trusted-key.pem
            """);
    String trusted = directory.resolve("keys/trusted-key.pem").toString();
    store.publish(1);
    new CheckpointPublisher(
            store.store(),
            new CheckpointKeys("digits"),
            ManifestSigner.read(directory.resolve("keys/signing-key.pem")))
        .publish(TestStore.draft(2));

    Run run = models("verify", "--all", "--trusted-keys", trusted);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .startsWith(
            "version 2: ok, 188 B\n"
                + "version 1: WRONG: signature: the manifest of version 1 is not signed");
    assertThat(models("promote", "1", "--channel", "stable", "--trusted-keys", trusted).err())
        .startsWith("error: signature: the manifest of version 1 is not signed");
    assertThat(models("show", "2").out())
        .containsPattern("signed by +" + keys.out().substring(4, 4 + 71) + "\n");
  }

  @Test
  void aPairOfKeysIsNotOverwritten() {
    String keys = directory.resolve("keys").toString();
    Run.of("keys", "new", "--out", keys);
    assertThat(Run.of("keys", "new", "--out", keys))
        .isEqualTo(new Run(1, "", "error: " + keys + "/signing-key.pem: is there already\n"));
  }

  @Test
  void versionsAreCompared() throws IOException {
    store.publish(1, 2);
    Run run = models("diff", "1", "2");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out().replaceAll("sha256:[0-9a-f]{64}", "sha256:...").replaceAll(" {2,}", " | "))
        .isEqualTo(
            """
            FIELD | VERSION 1 | VERSION 2
            epoch | 1 | 2
            metrics.frechet | 10.5 [1.0, 11.0] | 5.25 [1.0, 11.0]
            model_digest | sha256:... | sha256:...
            step | 100 | 200
            weights | sha256:... (181 B) | sha256:... (181 B)
            """);
  }

  @Test
  void versionsOfTheSameContentDoNotDiffer() throws IOException {
    store.publish(1, 1);
    assertThat(models("diff", "1", "2"))
        .isEqualTo(new Run(0, "versions 1 and 2 do not differ\n", ""));
    assertThat(models("diff", "1", "2", "--output", "json")).isEqualTo(new Run(0, "{}\n", ""));
    Files.write(
        store.manifest(2),
        Files.readString(store.manifest(2))
            .replace("\"batch\": \"64\"", "\"rate\": \"1e-4\"")
            .getBytes(UTF_8));
    assertThat(json(models("diff", "1", "2", "--output", "json")).toString())
        .isEqualTo(
            "{\"settings.batch\":{\"a\":\"64\",\"b\":null},\"settings.rate\":{\"a\":null,\"b\":\"1e-4\"}}");
  }

  private Run models(String command, String... args) {
    List<String> all = new ArrayList<>(List.of("models", command, "--store", directory.toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  private String uri() {
    return directory.toUri().toString();
  }

  private static JsonElement json(Run run) {
    return JsonParser.parseString(run.out());
  }
}
