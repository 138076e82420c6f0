package dev.digitgan.trainer.run;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.run.RunOwnership;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.publish.GeneratorJudge;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.publish.RunVersions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A run from start to end in this process, as the command puts it together. */
public final class RunFixture {
  public static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final ObjectStore store;
  private final DigitSet data;
  private StateSaver.Schedule schedule = (steps, elapsed) -> false;
  private RunObserver observer = new RunObserver() {};
  private Optional<DigitSet> heldOut = Optional.empty();
  private GeneratorJudge judge = GeneratorJudge.NONE;

  public RunFixture(ObjectStore store, DigitSet data) {
    this.store = store;
    this.data = data;
  }

  RunFixture saving(StateSaver.Schedule when) {
    schedule = when;
    return this;
  }

  public RunFixture tells(RunObserver whom) {
    observer = whom;
    return this;
  }

  public RunFixture judgedBy(GeneratorJudge whom) {
    judge = whom;
    return this;
  }

  RunFixture holdingOut(DigitSet images) {
    heldOut = Optional.of(images);
    return this;
  }

  /** Claims the run, resumes it from its newest state and trains. */
  public RunProgress train(RunPlan plan, BooleanSupplier stopRequested)
      throws DivergedException, FencedException, IOException {
    TrainingStates states = new TrainingStates(store, KEYS, plan.run());
    TrainingState identity = identity(plan);
    try (AdversarialPair pair =
        AdversarialPair.begin(plan.recipe(), plan.seed(), data, Device.cpu())) {
      RunOwnership owner =
          RunOwnership.claim(store, KEYS, plan.run(), "test", Clock.systemUTC().instant());
      Optional<SavedState> saved = StateSaver.find(states, identity, pair.shapes());
      saved.ifPresent(pair::restore);
      TrainingState from = saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
      RunVersions versions =
          RunVersions.resume(
              new CheckpointPublisher(store, KEYS),
              owner,
              new CheckpointReader(store, KEYS),
              plan.run(),
              from.getPublishedVersion());
      GeneratorPublisher publisher =
          new GeneratorPublisher(
              versions,
              plan.recipe().generator(),
              "pytorch-2.7.1",
              Manifest.newBuilder().setRecipe(plan.recipe().name()).setRun(plan.run()).build(),
              Clock.systemUTC(),
              judge);
      StateSaver saver = new StateSaver(states, owner, identity, schedule, Clock.systemUTC());
      HeldOutCheck check = HeldOutCheck.of(data, heldOut, plan.epochImagesOf(data.count()));
      return new TrainingRun(
              plan, pair, from, check, publisher, saver, new RunObservers(List.of(observer)))
          .train(stopRequested);
    }
  }

  private TrainingState identity(RunPlan plan) {
    return TrainingState.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .setSeed(plan.seed())
        .putSettings("batch", Integer.toString(plan.recipe().game().batchSize()))
        .setDataSet(DataSet.newBuilder().setName(data.name()).setDigest(data.digest()))
        .build();
  }
}
