package dev.digitgan.latent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.random.Philox4x32;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The golden values of docs/seed-contract.md are those of the code. */
final class SeedContractPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "seed-contract.md");
  private static final Pattern BLOCK =
      Pattern.compile("\\| ([0-9a-f ]{35}) \\| ([0-9a-f ]{17}) \\| ([0-9a-f ]{35}) \\|");
  private static final Pattern LATENT =
      Pattern.compile("\\| (normal|uniform), 5 \\| (-?\\d+) \\| (\\d+) \\| ([-0-9., ]+) \\|");
  private static final Pattern CLASSES =
      Pattern.compile("\\| (\\d+) \\| (-?\\d+) \\| ([0-9, ]+) \\|");

  private final String page;

  SeedContractPageTest() throws IOException {
    page = Files.readString(PAGE);
  }

  @Test
  void theBlocksAreThoseOfPhilox() {
    List<MatchResult> rows = BLOCK.matcher(page).results().toList();
    assertThat(rows).hasSize(3);
    for (MatchResult row : rows) {
      String[] counter = row.group(1).split(" ", -1);
      String[] key = row.group(2).split(" ", -1);
      int[] words = new int[Philox4x32.WORDS];
      Philox4x32.block(
          number(counter[1] + counter[0]),
          number(counter[3] + counter[2]),
          number(key[1] + key[0]),
          words);
      String made =
          String.format(Locale.ROOT, "%08x %08x %08x %08x", words[0], words[1], words[2], words[3]);
      assertThat(made).isEqualTo(row.group(3));
    }
  }

  @Test
  void theLatentsAreThoseOfTheirSeedAndIndex() {
    List<MatchResult> rows = LATENT.matcher(page).results().toList();
    assertThat(rows).hasSize(3);
    for (MatchResult row : rows) {
      float[] latent = new float[5];
      new LatentSource(5, LatentDistribution.valueOf(row.group(1).toUpperCase(Locale.ROOT)))
          .fill(Long.parseLong(row.group(2)), Long.parseLong(row.group(3)), latent, 0);
      List<String> values = new ArrayList<>();
      for (float value : latent) {
        values.add(Float.toString(value));
      }
      assertThat(String.join(", ", values)).isEqualTo(row.group(4));
    }
  }

  @Test
  void theClassesAreThoseOfTheirSeedAndIndex() {
    List<MatchResult> rows = CLASSES.matcher(page).results().toList();
    assertThat(rows).hasSize(1);
    MatchResult row = rows.get(0);
    List<String> drawn = new ArrayList<>();
    for (int index = 0; index < 10; index++) {
      RandomStream stream = new RandomStream(Long.parseLong(row.group(2)), Domain.DIGIT, index);
      drawn.add(Integer.toString(stream.nextInt(Integer.parseInt(row.group(1)))));
    }
    assertThat(String.join(", ", drawn)).isEqualTo(row.group(3));
  }

  private static long number(String hexadecimal) {
    return Long.parseUnsignedLong(hexadecimal, 16);
  }
}
