package dev.digitgan.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What names a version or a duration and what does not. Every program's test feeds its own options
 * with it: what one of them takes the others take, and as the same.
 */
public final class Spellings {
  public static final Map<String, Duration> DURATIONS =
      Map.ofEntries(
          Map.entry("500ms", Duration.ofMillis(500)),
          Map.entry("90s", Duration.ofSeconds(90)),
          Map.entry("0.25s", Duration.ofMillis(250)),
          Map.entry("1.5m", Duration.ofSeconds(90)),
          Map.entry("1.5h", Duration.ofMinutes(90)),
          Map.entry("2h", Duration.ofHours(2)),
          Map.entry("1d", Duration.ofDays(1)),
          Map.entry("0.5d", Duration.ofHours(12)),
          Map.entry("36500d", Duration.ofDays(36_500)),
          Map.entry("PT30S", Duration.ofSeconds(30)),
          Map.entry("PT0.5S", Duration.ofMillis(500)),
          Map.entry("PT1.5H", Duration.ofMinutes(90)),
          Map.entry("PT1H30M", Duration.ofMinutes(90)),
          Map.entry("P1D", Duration.ofDays(1)),
          Map.entry("P1DT12H", Duration.ofHours(36)));

  public static final List<String> NO_DURATIONS =
      List.of(
          "",
          " ",
          "s",
          "1.5",
          "-1s",
          "+1s",
          "1 s",
          "1s ",
          "1S",
          "1w",
          "1.s",
          ".5s",
          "1,5h",
          "1e3s",
          "1h30m",
          "٣s",
          "0.5ms",
          "36501d",
          "999999999999d",
          "P",
          "PT",
          "P1DT",
          "PT1",
          "P1Y",
          "pt1h",
          "PT-1H");

  /** Names of versions that every place takes, and what they mean. */
  public static final Map<String, String> VERSIONS =
      Map.of(
          "42",
          "version 42",
          "99999999",
          "version 99999999",
          "latest",
          "latest",
          "channel:latest",
          "latest",
          "channel:stable",
          "channel stable",
          "channel:Canary_v2",
          "channel Canary_v2",
          "channel:2026.10-a",
          "channel 2026.10-a",
          "channel:" + "c".repeat(100),
          "channel " + "c".repeat(100));

  /** By a digest's beginning, and all of it. */
  public static final String PART_OF_DIGEST = "sha256:0123456789ab";

  public static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  public static final String RUN = "run:Goodfellow_2014-1";
  public static final String BEST = "best:seeds-";

  public static final List<String> NO_VERSIONS =
      List.of(
          " ",
          "0",
          "00",
          "042",
          "-1",
          "4 2",
          "1.0",
          "100000000",
          "99999999999999999999",
          "٤",
          "newest",
          "Latest",
          "stable",
          "channel:",
          "channel:a/b",
          "channel:../x",
          "channel:-a",
          "channel:a b",
          "channel:ü",
          "channel:" + "c".repeat(101),
          "CHANNEL:a",
          "run:",
          "run:a/b",
          "best:",
          "sha256:",
          "sha256:0123456",
          "sha256:ABCDEF0123",
          DIGEST + "0",
          "SHA256:0123456789ab");

  private Spellings() {}
}
