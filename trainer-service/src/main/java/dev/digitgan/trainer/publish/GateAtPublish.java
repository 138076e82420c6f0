package dev.digitgan.trainer.publish;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.gate.Contestant;
import dev.digitgan.trainer.quality.gate.GateTrial;
import dev.digitgan.trainer.quality.gate.GateTrial.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes only what may take the place of the version in channel {@value #CHANNEL}. */
public final class GateAtPublish {
  public static final String CHANNEL = "stable";

  private static final Logger log = LoggerFactory.getLogger(GateAtPublish.class);

  private final CheckpointReader reader;
  private final Channels channels;
  private final String dataDigest;

  /**
   * @param reader of the model's versions
   * @param channels of the same model
   * @param dataDigest of the images that the run learns from
   */
  public GateAtPublish(CheckpointReader reader, Channels channels, String dataDigest) {
    this.reader = reader;
    this.channels = channels;
    this.dataDigest = dataDigest;
  }

  /**
   * What the gate says of {@code samples}.
   *
   * @throws IOException if the champion cannot be read now
   */
  public Judgement judge(GateTrial trial, SampleSource samples) throws IOException {
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
      return Judgement.heldBack("the champion cannot be used: " + e.getMessage());
    }
  }

  private Optional<Checkpoint> champion() throws IOException, CheckpointException {
    var channel = channels.read(CHANNEL);
    return channel.isEmpty()
        ? Optional.empty()
        : Optional.of(reader.load(new Version(channel.get().getVersion())));
  }

  private static Judgement judgement(
      Outcome outcome, dev.digitgan.checkpoint.v1.GateVerdict judgement) {
    QualityReport report = outcome.candidate();
    Map<String, dev.digitgan.checkpoint.v1.Metric> metrics = new LinkedHashMap<>(report.metrics());
    metrics.putAll(outcome.judgement().metrics());
    return new Judgement(
        metrics, report.classifier().toString(), judgement, Optional.of(report.sampleAlarms()));
  }

  /** What was published passed: the channel is its own. */
  void published(Manifest manifest) {
    try {
      channels.move(CHANNEL, new Version(manifest.getVersion()), "run " + manifest.getRun());
      log.info("channel {} is at version {} now", CHANNEL, manifest.getVersion());
    } catch (IOException | CheckpointException e) {
      log.error(
          "version {} passed the gate, but channel {} was not moved to it: {}",
          manifest.getVersion(),
          CHANNEL,
          e.toString());
    }
  }
}
