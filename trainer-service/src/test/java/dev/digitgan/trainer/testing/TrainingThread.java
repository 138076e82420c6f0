package dev.digitgan.trainer.testing;

import dev.digitgan.runtime.engine.EngineSettings;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets each test's thread train, and leaves it to those that draw: gradients off. */
public final class TrainingThread implements BeforeEachCallback, AfterEachCallback {
  @Override
  public void beforeEach(ExtensionContext test) {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareTrainingThread();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }
}
