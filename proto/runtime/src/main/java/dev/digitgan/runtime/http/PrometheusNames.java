package dev.digitgan.runtime.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gives micrometer's own meters the names that Prometheus wants, so that {@code promtool check
 * metrics} finds nothing: labels in snake case, no time in nanoseconds ({@link ServiceMetrics} has
 * one in seconds), and "count" only at the end of a histogram's names.
 */
final class PrometheusNames implements MeterFilter {
  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().equals("process.cpu.time")
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    List<Tag> tags = new ArrayList<>();
    for (Tag tag : id.getTagsAsIterable()) {
      String key = tag.getKey().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
      tags.add(Tag.of(key, tag.getValue()));
    }
    Meter.Id renamed = id.replaceTags(tags);
    return id.getName().equals("system.cpu.count") ? renamed.withName("system.cpus") : renamed;
  }
}
