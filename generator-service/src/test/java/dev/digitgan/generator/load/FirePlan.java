package dev.digitgan.generator.load;

import java.util.List;

/**
 * Who calls, and how.
 *
 * @param callerCount callers at once, each with one call after another
 * @param smallestN fewest images of a call
 * @param largestN most images of a call; where there is room for it, most calls ask for far fewer
 * @param versions what calls name, each as often as the others; "" = none
 * @param streamPercent calls that are streams
 * @param cancelPercent calls that are cancelled after a random time, up to {@code
 *     longestWaitMillis}
 * @param deadlinePercent calls with a deadline of a random time, up to the same
 * @param seed of all that is random
 */
public record FirePlan(
    int callerCount,
    int smallestN,
    int largestN,
    List<String> versions,
    int streamPercent,
    int cancelPercent,
    int deadlinePercent,
    int longestWaitMillis,
    long seed) {
  public FirePlan {
    versions = List.copyOf(versions);
  }

  /** Calls that all wait for their answers. */
  public static FirePlan patient(int callerCount, int largestN, long seed) {
    return new FirePlan(callerCount, 1, largestN, List.of(""), 0, 0, 0, 1, seed);
  }

  /** Calls for so many images each, which wait for their answers. */
  public static FirePlan equal(int callerCount, int n, long seed) {
    return new FirePlan(callerCount, n, n, List.of(""), 0, 0, 0, 1, seed);
  }

  /** Calls of which many go away, or have little time. */
  public static FirePlan impatient(
      int callerCount, int largestN, List<String> versions, long seed) {
    return new FirePlan(callerCount, 1, largestN, versions, 15, 15, 10, 60, seed);
  }
}
