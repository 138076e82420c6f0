package dev.digitgan.generator.bench;

import java.util.Map;

/**
 * What became of a {@link Load}, from the first call to the last answer.
 *
 * @param errors calls that failed, or whose answer had not the size that it should have
 * @param firstError empty without errors
 * @param versions of the model that the answers came from
 * @param swaps of the server in the meantime; no client knows
 * @param latencies as {@link LatencyHistogram#buckets}
 */
record LoadResult(
    long calls,
    long images,
    long errors,
    String firstError,
    int versions,
    int swaps,
    long wallNanos,
    long clientCpuNanos,
    long serverCpuNanos,
    Map<Integer, Long> latencies) {

  LoadResult withSwaps(int count) {
    return new LoadResult(
        calls,
        images,
        errors,
        firstError,
        versions,
        count,
        wallNanos,
        clientCpuNanos,
        serverCpuNanos,
        latencies);
  }

  double imagesPerSecond() {
    return images * 1e9 / wallNanos;
  }

  double callsPerSecond() {
    return calls * 1e9 / wallNanos;
  }

  LatencyHistogram histogram() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.add(latencies);
    return histogram;
  }
}
