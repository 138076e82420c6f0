package dev.digitgan.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

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
  public static Arbitrary<byte[]> of(byte[] file, List<String> words) {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(9);
    Arbitrary<byte[]> word =
        Arbitraries.of(words).map(text -> text.getBytes(StandardCharsets.UTF_8));
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                Arbitraries.of(Mutation.Kind.class),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.oneOf(noise, word))
            .as(Mutation::new);
    return mutation
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            mutations -> {
              byte[] mutated = file;
              for (Mutation next : mutations) {
                mutated = next.apply(mutated);
              }
              return mutated;
            });
  }
}
