package dev.digitgan.k8s.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** What can be wrong with a checkpoint that was committed. */
enum Damage {
  /** One bit, after it was published. */
  FLIPPED_BIT {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      byte[] bytes = bytes(objects, weights).clone();
      bytes[bytes.length / 2] ^= 1;
      objects.put(weights, bytes);
    }
  },
  MISSING_WEIGHTS {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      objects.remove(weights);
    }

    @Override
    String outcome() {
      return "awaited";
    }
  },
  SHORT_WEIGHTS {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      byte[] bytes = bytes(objects, weights);
      objects.put(weights, Arrays.copyOf(bytes, bytes.length - 4));
    }

    @Override
    String outcome() {
      return "awaited";
    }
  },
  UNKNOWN_COMPAT_FIELD {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      replace(objects, manifest, "\"schema\": 1,", "\"schema\": 1, \"dropout\": 3,");
    }
  },
  NEWER_SCHEMA {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      replace(objects, manifest, "\"schema\": 1,", "\"schema\": 2,");
    }
  },
  UNKNOWN_LAYER {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      replace(objects, manifest, "\"linear\": {", "\"attention\": {");
    }
  },
  TORN_MANIFEST {
    @Override
    void apply(Map<String, byte[]> objects, String weights, String manifest) {
      byte[] bytes = bytes(objects, manifest);
      objects.put(manifest, Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Override
    String outcome() {
      return "awaited";
    }
  },
  /** Every digest is right; what is drawn is not what the publisher drew. */
  WRONG_GOLDEN,
  /** Every digest is right; the network makes no numbers. */
  NAN_WEIGHTS,
  /** Every digest is right; all images are one colour. */
  COLLAPSED;

  /**
   * Does its harm to what is about to be committed; nothing where the harm lies in the draft.
   *
   * @param objects by key
   * @param weights the key of the weights
   * @param manifest the key of the manifest
   */
  void apply(Map<String, byte[]> objects, String weights, String manifest) {}

  /** As which outcome a generator counts it: what may still come is awaited. */
  String outcome() {
    return "refused";
  }

  private static byte[] bytes(Map<String, byte[]> objects, String key) {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new AssertionError("no " + key);
    }
    return bytes;
  }

  private static void replace(
      Map<String, byte[]> objects, String key, String found, String replacement) {
    String text = new String(bytes(objects, key), UTF_8);
    if (!text.contains(found)) {
      throw new AssertionError(key + " has no " + found);
    }
    objects.put(key, text.replace(found, replacement).getBytes(UTF_8));
  }
}
