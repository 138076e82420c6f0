package dev.digitgan.compatibility;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What of protos their users would notice: of the bytes, of the JSON, of the names in generated
 * code. Nothing that was recorded may go or become another, not even what is reserved afterwards: a
 * manifest is read for as long as its store is kept, and a client is built whenever its owner
 * likes. What is no longer wanted is marked as deprecated. Anything may be added.
 */
final class BreakingChanges {
  private static final String UNSET = "unset";

  private BreakingChanges() {}

  /** One line for each change; empty if a client of {@code before} works with {@code now}. */
  static List<String> between(FileDescriptorSet before, FileDescriptorSet now) {
    Map<String, Map<String, String>> elements = Elements.of(now);
    List<String> changes = new ArrayList<>();
    Elements.of(before)
        .forEach(
            (name, facts) -> {
              Map<String, String> factsNow = elements.get(name);
              if (factsNow == null) {
                changes.add(name + " is gone: removed, renamed or moved");
              } else {
                compare(changes, name, facts, factsNow);
              }
            });
    return changes;
  }

  /** What {@code now} declares that {@code before} did not, by kind and name. */
  static List<String> additions(FileDescriptorSet before, FileDescriptorSet now) {
    List<String> names = new ArrayList<>(Elements.of(now).keySet());
    names.removeAll(Elements.of(before).keySet());
    return names;
  }

  private static void compare(
      List<String> changes, String name, Map<String, String> before, Map<String, String> now) {
    TreeSet<String> facts = new TreeSet<>(before.keySet());
    facts.addAll(now.keySet());
    for (String fact : facts) {
      String was = before.getOrDefault(fact, UNSET);
      String is = now.getOrDefault(fact, UNSET);
      if (!was.equals(is)) {
        changes.add(name + ": " + fact + " was " + was + ", is " + is);
      }
    }
  }
}
