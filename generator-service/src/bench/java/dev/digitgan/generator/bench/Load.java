package dev.digitgan.generator.bench;

import java.time.Duration;

/**
 * What a client is to do to one server.
 *
 * @param pid of the server, whose processor time is read
 * @param images n of each call
 * @param callers that each send the next call when the last one was answered
 */
record Load(int port, long pid, int images, int callers, long warmUpMillis, long measuredMillis) {
  Duration warmUp() {
    return Duration.ofMillis(warmUpMillis);
  }

  Duration measured() {
    return Duration.ofMillis(measuredMillis);
  }
}
