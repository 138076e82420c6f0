package dev.digitgan.trainer.publish;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.trainer.publish.GeneratorJudge.Judgement;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.gate.GateTrial;
import dev.digitgan.trainer.quality.gate.GateTrial.Contestant;
import dev.digitgan.trainer.quality.gate.GateTrial.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a run publish only what may replace the version in channel {@value #CHANNEL}.
 *
 * @param reader of the model's versions
 * @param channels of the same model
 * @param dataDigest the digest of the images that the run is trained on
 */
public record GateAtPublish(CheckpointReader reader, Channels channels, String dataDigest) {
  public static final String CHANNEL = "stable";

  private static final Logger log = LoggerFactory.getLogger(GateAtPublish.class);

  /**
   * Holds {@code samples} against the champion.
   *
   * @throws IOException if the champion cannot be read now
   */
  Judgement judge(GateTrial trial, SampleSource samples) throws IOException {
    Contestant candidate = new Contestant(samples, dataDigest);
    try {
      Optional<Checkpoint> champion = champion();
      if (champion.isEmpty()) {
        Outcome outcome = trial.hold(candidate);
        return judgement(outcome, outcome.judgement().record());
      }
      try (GeneratorModel model = champion.get().newModel(Device.cpu(), Precision.FLOAT32)) {
        Outcome outcome = trial.hold(candidate, Contestant.of(champion.get(), model));
        return judgement(outcome, outcome.judgement().record(champion.get().manifest()));
      }
    } catch (CheckpointException e) {
      return Judgement.heldBack("the champion is unusable: " + e.getMessage());
    }
  }

  private Optional<Checkpoint> champion() throws IOException, CheckpointException {
    var channel = channels.read(new ChannelName(CHANNEL));
    return channel.isEmpty()
        ? Optional.empty()
        : Optional.of(reader.load(new Version(channel.get().getVersion())));
  }

  private static Judgement judgement(Outcome outcome, GateVerdict verdict) {
    QualityReport report = outcome.candidate();
    Map<String, Metric> metrics = new LinkedHashMap<>(report.metrics());
    metrics.putAll(outcome.judgement().metrics());
    return new Judgement(
        metrics, report.classifier().toString(), verdict, Optional.of(report.sampleAlarms()));
  }

  /** Moves the channel to a version that passed. */
  void published(Manifest manifest) {
    try {
      channels.move(
          new ChannelName(CHANNEL), new Version(manifest.getVersion()), "run " + manifest.getRun());
      log.info("moved channel {} to version {}", CHANNEL, manifest.getVersion());
    } catch (IOException | CheckpointException e) {
      log.error(
          "version {} passed the gate, but channel {} was not moved to it: {}",
          manifest.getVersion(),
          CHANNEL,
          e.toString());
    }
  }
}
