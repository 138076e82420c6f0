package dev.digitgan.generator.load;

import com.google.protobuf.ByteString;
import dev.digitgan.network.GeneratorModel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each version draws for a single caller, with nothing else going on. */
public final class Reference {
  private static final int IMAGE_BYTES = Generators.SHAPE.bytes();

  private final List<Stretch> stretches;
  private final Map<Long, Map<Stretch, byte[]>> versions = new ConcurrentHashMap<>();

  public Reference(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  /** Draws all stretches of {@code version}, in this thread; {@code model} stays the caller's. */
  public void draw(long version, GeneratorModel model) {
    Map<Stretch, byte[]> images = new ConcurrentHashMap<>();
    for (Stretch stretch : stretches) {
      images.put(stretch, model.sample(stretch.seed(), stretch.first(), stretch.count()));
    }
    versions.put(version, images);
  }

  /** A version that nobody can be answered by any more. */
  public void forget(long version) {
    versions.remove(version);
  }

  public List<Stretch> stretches() {
    return stretches;
  }

  /**
   * How many images differ.
   *
   * @param pixels of images of {@code stretch}, from the {@code at}-th on
   * @throws AssertionError if {@code version} is none that was drawn
   */
  public int differentImageCount(long version, Stretch stretch, int at, ByteString pixels) {
    @Nullable Map<Stretch, byte[]> images = versions.get(version);
    byte @Nullable [] expected = images == null ? null : images.get(stretch);
    if (expected == null) {
      throw new AssertionError("nobody published version " + version);
    }
    ByteBuffer quiet = ByteBuffer.wrap(expected, at * IMAGE_BYTES, pixels.size());
    ByteBuffer drawn = pixels.asReadOnlyByteBuffer();
    if (quiet.equals(drawn)) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < pixels.size(); i += IMAGE_BYTES) {
      boolean equal =
          quiet
              .slice(at * IMAGE_BYTES + i, IMAGE_BYTES)
              .equals(drawn.slice(drawn.position() + i, IMAGE_BYTES));
      count += equal ? 0 : 1;
    }
    return count;
  }
}
