package dev.digitgan.testing;

import static dev.digitgan.testing.Draw.weight;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files that were once whole. */
public final class Mutations {
  private Mutations() {}

  /** One change at a place that is a share of the file's length. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Mutation(Kind kind, double where, byte[] bytes) {
    enum Kind {
      REPLACE,
      INSERT,
      DELETE,
      TRUNCATE,
      REPEAT
    }

    byte[] apply(byte[] file) {
      int at = (int) (where * file.length);
      int end = Math.min(file.length, at + bytes.length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(file, 0, at);
      switch (kind) {
        case REPLACE -> {
          out.writeBytes(bytes);
          out.write(file, end, file.length - end);
        }
        case INSERT -> {
          out.writeBytes(bytes);
          out.write(file, at, file.length - at);
        }
        case DELETE -> out.write(file, end, file.length - end);
        case TRUNCATE -> {}
        case REPEAT -> out.write(file, at / 2, file.length - at / 2);
      }
      return out.toByteArray();
    }
  }

  /** One to four changes of {@code file}: random bytes, and now and then one of {@code words}. */
  public static byte[] of(Draw draw, byte[] file, List<String> words) {
    byte[] mutated = file;
    for (int left = draw.intBetween(1, 4); left > 0; left--) {
      mutated = mutation(draw, words).apply(mutated);
    }
    return mutated;
  }

  private static Mutation mutation(Draw draw, List<String> words) {
    return new Mutation(
        draw.pick(Mutation.Kind.values()),
        draw.doubleBetween(0, 1),
        draw.weighted(
            weight(1, () -> draw.bytes(1, 9)),
            weight(1, () -> draw.pick(words).getBytes(StandardCharsets.UTF_8))));
  }
}
