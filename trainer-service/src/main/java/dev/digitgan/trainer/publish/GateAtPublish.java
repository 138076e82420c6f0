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
 * @param dataDigest the digest of the images that the run is trained on
 */
public record GateAtPublish(CheckpointReader reader, Channels channels, String dataDigest) {
  public static final String CHANNEL = "stable";

  private static final Logger log = LoggerFactory.getLogger(GateAtPublish.class);

  /** Holds {@code samples} against the champion; IOException if it cannot be read now. */
  Judgement judge(GateTrial trial, SampleSource samples) throws IOException {
    Contestant candidate = new Contestant(samples, dataDigest);
    try {
      Optional<Checkpoint> champion = champion();
      Outcome outcome = hold(trial, candidate, champion);
      QualityReport report = outcome.candidate();
      Map<String, Metric> metrics = new LinkedHashMap<>(report.metrics());
      metrics.putAll(outcome.judgement().metrics());
      return new Judgement(
          metrics,
          report.classifier().toString(),
          verdict(outcome, champion),
          Optional.of(report.sampleAlarms()));
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

  /** Holds {@code candidate} against {@code champion}, if there is one. */
  public static Outcome hold(GateTrial trial, Contestant candidate, Optional<Checkpoint> champion) {
    if (champion.isEmpty()) {
      return trial.hold(candidate);
    }
    try (GeneratorModel model = champion.get().newModel(Device.cpu(), Precision.FLOAT32)) {
      return trial.hold(candidate, Contestant.of(champion.get(), model));
    }
  }

  public static GateVerdict verdict(Outcome outcome, Optional<Checkpoint> champion) {
    return champion
        .map(other -> outcome.judgement().record(other.manifest()))
        .orElseGet(outcome.judgement()::record);
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
