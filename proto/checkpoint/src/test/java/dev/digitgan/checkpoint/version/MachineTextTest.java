package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.codec.ModelDigest;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What other machines read, name and digest is the same in every locale. */
@Tag("locale")
class MachineTextTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  @Test
  void keysAreWrittenInTheDigits0To9() {
    assertThat(KEYS.manifest(new Version(1))).isEqualTo("models/digits/versions/00000001.json");
    assertThat(KEYS.state("r", 4096)).isEqualTo("models/digits/runs/r/states/000000004096.json");
    assertThat(KEYS.owner("r", 2)).isEqualTo("models/digits/runs/r/owners/00000002.json");
  }

  @Test
  void keysInOtherDigitsAreNotOfOurs() {
    assertThat(KEYS.version("models/digits/versions/٠٠٠٠٠٠٠١.json")).isEmpty();
    assertThat(KEYS.version("models/digits/versions/0000000１.json")).isEmpty();
    assertThat(KEYS.stepOfState("r", "models/digits/runs/r/states/٠٠٠٠٠٠٠٠٤٠٩٦.json")).isEmpty();
  }

  @Test
  void aModelsDigestIsOfThisText() {
    Sha256 weights = Sha256.of(new byte[] {1, 2, 3});
    String text =
        """
        digitgan-model 1
        layer linear inputs=6 outputs=12
        layer reshape [3, 2, 2]
        layer batch-norm features=3 epsilon=3727c5ac
        layer activation leaky-relu slope=3e4ccccd
        layer upsample factor=2
        layer conv2d inputs=3 outputs=1 kernel=3 stride=1 padding=1
        layer activation tanh slope=00000000
        latent size=6 distribution=normal scheme=1
        range min=bf800000 max=3f800000
        shape 1x4x4
        classes 0
        weights sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81
        """;
    assertThat(ModelDigest.of(TestCheckpoints.SPEC, weights))
        .isEqualTo(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aPublishedVersionIsFoundAndReadAgain() throws Exception {
    InMemoryStore store = new InMemoryStore();
    new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draft(1));

    CheckpointReader reader = new CheckpointReader(store, KEYS);

    assertThat(reader.versions()).containsExactly(Version.FIRST);
    assertThat(reader.load(Version.FIRST).spec()).isEqualTo(TestCheckpoints.SPEC);
    assertThat(store.list("models/").toString()).contains("models/digits/versions/00000001.json");
  }
}
