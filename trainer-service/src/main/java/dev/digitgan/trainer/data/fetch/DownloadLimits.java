package dev.digitgan.trainer.data.fetch;

import java.time.Duration;

/**
 * What a download may cost.
 *
 * @param connect until a connection stands
 * @param silence until the answer begins, and between two pieces of it
 * @param total for one file, over all mirrors; checked whenever bytes arrive and between attempts
 * @param attemptsPerMirror a further attempt is made only at a mirror that delivered something or
 *     said that it was busy, so that a machine without network fails after one round of mirrors
 * @param pause before the second attempt; doubles, then a random share of up to half is taken off
 * @param fileBytes more than this is refused
 */
public record DownloadLimits(
    Duration connect,
    Duration silence,
    Duration total,
    int attemptsPerMirror,
    Duration pause,
    long fileBytes) {
  public static final DownloadLimits STANDARD =
      new DownloadLimits(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          4,
          Duration.ofMillis(300),
          64L << 20);
}
