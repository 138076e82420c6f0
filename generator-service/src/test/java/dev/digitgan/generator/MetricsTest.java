package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alerts rely on these names. */
class MetricsTest {
  private final CheckpointPublisher publisher;
  private final RunningServer server;

  MetricsTest(@TempDir Path directory) {
    ObjectStore store = new DirectoryStore(directory);
    publisher = new CheckpointPublisher(store, new CheckpointKeys("digits"));
    server = new RunningServer(store);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allSeriesExistBeforeAnythingHappens() throws Exception {
    assertThat(server.http("/metrics").body())
        .contains(
            "digitgan_generator_images_total{outcome=\"answered\"} 0.0",
            "digitgan_generator_model_version 0.0",
            "digitgan_generator_model_age_seconds NaN",
            "digitgan_generator_swaps_total{outcome=\"served\"} 0.0",
            "digitgan_generator_swaps_total{outcome=\"refused\"} 0.0",
            "digitgan_generator_swaps_total{outcome=\"failed\"} 0.0",
            "digitgan_generator_store_failures_total 0.0",
            "digitgan_generator_load_seconds_count 0",
            "digitgan_generator_swap_phase_seconds_count{phase=\"read\"} 0",
            "digitgan_generator_swap_phase_seconds_bucket{phase=\"calibrate\",le=\"0.001\"} 0",
            "digitgan_generator_publish_lag_seconds_count 0",
            "digitgan_generator_publish_lag_last_seconds NaN",
            "digitgan_generator_native_model_bytes 0.0",
            "digitgan_generator_tile_sizes{rows=\"64\"} 0.0",
            "digitgan_generator_watches 0.0",
            "digitgan_generator_tile_fill_ratio_count 0",
            "digitgan_generator_tile_rows_count 0",
            "digitgan_generator_queue_wait_seconds_count 0",
            "digitgan_generator_engine_seconds_count 0",
            "digitgan_generator_queue_images 0.0",
            "digitgan_generator_leases 0.0",
            "digitgan_generator_models 0.0",
            "digitgan_generator_rejections_total{reason=\"queue_full\"} 0.0",
            "digitgan_generator_rejections_total{reason=\"invalid_request\"} 0.0",
            "digitgan_generator_rejections_total{reason=\"no_model\"} 0.0",
            "digitgan_generator_rejections_total{reason=\"draining\"} 0.0",
            "grpc_server_processing_duration_seconds_count{",
            "# HELP digitgan_generator_images_total Requested images");
  }

  @Test
  void seriesFollowWhatHappens() throws Exception {
    publisher.publish(TestModels.draft(1));
    server.awaitVersion(1);

    server.sample(request(100, 1));

    assertThat(server.metric("digitgan_generator_images_total{outcome=\"answered\"}"))
        .isEqualTo(100);
    assertThat(server.metric("digitgan_generator_model_version")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_model_age_seconds")).isGreaterThan(1e7);
    assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"served\"}")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_load_seconds_count")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_swap_phase_seconds_count{phase=\"calibrate\"}"))
        .isEqualTo(1);
    assertThat(server.metric("digitgan_generator_tile_sizes{rows=\"64\"}")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_native_model_bytes"))
        .isEqualTo(4 * (8 * 32 + 32 + 32 * 784 + 784));
    double tiles = server.metric("digitgan_generator_engine_seconds_count");
    assertThat(tiles).isBetween(1.0, 2.0);
    assertThat(server.metric("digitgan_generator_engine_seconds_bucket{le=\"+Inf\"}"))
        .isEqualTo(tiles);
    assertThat(server.metric("digitgan_generator_tile_rows_sum")).isEqualTo(100);
    assertThat(server.metric("digitgan_generator_tile_rows_bucket{le=\"512.0\"}")).isEqualTo(tiles);
    assertThat(server.metric("digitgan_generator_tile_fill_ratio_count")).isEqualTo(tiles);
    assertThat(server.metric("digitgan_generator_tile_fill_ratio_sum")).isBetween(0.7, tiles);
    assertThat(server.metric("digitgan_generator_queue_wait_seconds_count")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_encode_seconds_count")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_calls_total{outcome=\"answered\"}")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_queue_images")).isZero();
    assertThat(server.metric("digitgan_generator_models")).isEqualTo(1);
  }
}
