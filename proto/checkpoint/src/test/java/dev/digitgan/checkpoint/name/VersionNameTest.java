package dev.digitgan.checkpoint.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.VersionName.Form;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.testing.Spellings;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionNameTest {
  private static final Set<Form> ALL = EnumSet.allOf(Form.class);

  @Test
  void namesAreReadAsTheyAreSpelt() {
    Spellings.VERSIONS.forEach(
        (text, meaning) ->
            assertThat(meaning(VersionName.parse(text, ALL))).as(text).isEqualTo(meaning));
    assertThat(VersionName.parse(Spellings.PART_OF_DIGEST, ALL))
        .isEqualTo(new VersionName.OfDigest(Spellings.PART_OF_DIGEST));
    assertThat(VersionName.parse(Spellings.DIGEST, ALL))
        .isEqualTo(new VersionName.OfDigest(Spellings.DIGEST));
    assertThat(VersionName.parse(Spellings.RUN, ALL))
        .isEqualTo(new VersionName.OfRun("Goodfellow_2014-1"));
    assertThat(VersionName.parse(Spellings.BEST, ALL)).isEqualTo(new VersionName.BestOf("seeds-"));
  }

  @Test
  void namesAreWrittenAsTheyAreRead() {
    for (String text : Spellings.VERSIONS.keySet()) {
      String written = VersionName.parse(text, ALL).toString();
      assertThat(written).isEqualTo(text.equals("channel:latest") ? "latest" : text);
    }
    for (String text :
        List.of(Spellings.PART_OF_DIGEST, Spellings.DIGEST, Spellings.RUN, Spellings.BEST)) {
      assertThat(VersionName.parse(text, ALL)).hasToString(text);
    }
  }

  @Test
  void whatIsNoneIsRefusedByName() {
    Spellings.NO_VERSIONS.forEach(
        text ->
            assertThatThrownBy(() -> VersionName.parse(text, ALL))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'")
                .hasMessageContaining("is not a version: a number, latest, channel:NAME, "));
  }

  @Test
  void aFormThatMakesNoSenseInAPlaceIsRefusedThere() {
    assertThatThrownBy(
            () -> VersionName.parse(Spellings.BEST, EnumSet.of(Form.NUMBER, Form.CHANNEL)))
        .hasMessage("'best:seeds-' cannot name a version here: a number or channel:NAME");
  }

  /** What a store may hold can be asked for. */
  @Test
  void everyChannelOfAStoreHasAName() throws Exception {
    InMemoryStore store = new InMemoryStore();
    CheckpointKeys keys = new CheckpointKeys("digits");
    for (String text : Spellings.VERSIONS.keySet()) {
      if (text.startsWith("channel:")) {
        String key = keys.channel(new ChannelName(text.substring("channel:".length())));
        store.put(key, "{}".getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(new Channels(store, keys, InstantSource.system()).names())
        .hasSize(5)
        .allSatisfy(name -> assertThat(VersionName.parse("channel:" + name, ALL)).isNotNull());
  }

  @Test
  void theNewestIsNotMoved() {
    assertThatThrownBy(() -> ChannelName.movable("latest"))
        .hasMessage("'latest' is always the newest version, and cannot be moved");
    assertThatThrownBy(() -> ChannelName.movable("a/b")).hasMessageStartingWith("'a/b' is not");
    assertThat(ChannelName.movable("Canary_v2").text()).isEqualTo("Canary_v2");
  }

  private static String meaning(VersionName name) {
    if (name instanceof VersionName.Numbered number) {
      return "version " + number.version();
    }
    return name instanceof VersionName.OfChannel of ? "channel " + of.channel() : "latest";
  }
}
