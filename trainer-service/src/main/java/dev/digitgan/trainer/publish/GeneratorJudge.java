package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;

/** Says of a generator how good it is before it is published. Called in the training thread. */
public interface GeneratorJudge {
  /** Says nothing, and that of all. */
  GeneratorJudge NONE = (model, progress) -> Judgement.NONE;

  /**
   * The judgement that goes with the generator.
   *
   * @param model a copy of it, with gradients off; closed by the caller
   * @throws IOException if what it is to be compared with cannot be read; it is not published
   */
  Judgement of(GeneratorModel model, RunProgress progress) throws IOException;

  /**
   * The generator of the last judgement is {@code manifest}'s now. What this throws is logged and
   * ends nothing: the version is committed.
   */
  default void published(Manifest manifest) {}
}
