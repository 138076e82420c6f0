package dev.digitgan.runtime.engine;

import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.command.MisuseException;
import dev.digitgan.runtime.files.CacheHome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The engine's threads in this process.
 *
 * @param intraOpThreadCount threads that share one operation. They spin while they wait, so several
 *     workers of one thread each are faster on a shared or limited machine.
 * @param interOpThreadCount threads that run operations concurrently
 */
public record EngineSettings(int intraOpThreadCount, int interOpThreadCount) {
  /** The folders of the engine's libraries, as environment variables or else as properties. */
  private static final List<String> ENGINE_FOLDERS = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  /** The folder of JNA, which calls the system's own functions. */
  private static final String JNA_FOLDER = "jna.tmpdir";

  /** One thread for each operation, one operation for each worker. */
  public static final EngineSettings ONE_THREAD = new EngineSettings(1, 1);

  public EngineSettings {
    if (intraOpThreadCount < 1 || interOpThreadCount < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "thread counts must be positive: intra-op %d, inter-op %d",
              intraOpThreadCount,
              interOpThreadCount));
    }
  }

  /**
   * Sets the properties that the engine reads when it starts; call this once, before anything loads
   * it. It then downloads and reports nothing, and unpacks its libraries into our {@link
   * CacheHome}, unless its own variables name another folder.
   *
   * @throws MisuseException if there is no usable folder
   */
  public void apply() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(intraOpThreadCount));
    System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(interOpThreadCount));
    // Off, because it only specialises scripted graphs, which we do not use.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    unpackInto(CacheHome.ofProcess());
  }

  /** Leaves the folders alone that container images name, because they hold everything already. */
  private static void unpackInto(CacheHome cache) {
    if (ENGINE_FOLDERS.stream().allMatch(variable -> isBlank(System.getenv(variable)))) {
      String folder = cache.directory().resolve("engine").toString();
      ENGINE_FOLDERS.forEach(property -> System.setProperty(property, folder));
    }
    if (!Boolean.getBoolean("jna.nounpack") && isBlank(System.getProperty(JNA_FOLDER))) {
      System.setProperty(JNA_FOLDER, cache.directory().resolve("jna").toString());
    }
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  /**
   * Prepares the calling thread to draw or evaluate: turns gradients off (a new thread starts with
   * them on) and sets intra-op threads (OpenMP has them per thread). Loads the engine.
   */
  public void prepareInferenceThread() {
    prepareThread(false);
  }

  /** Does the same as {@link #prepareInferenceThread}, but with gradients on. */
  public void prepareTrainingThread() {
    prepareThread(true);
  }

  private void prepareThread(boolean gradients) {
    EngineIdentity.loaded(); // JniUtils does not load it.
    JniUtils.setNumThreads(intraOpThreadCount);
    JniUtils.setGradMode(gradients);
  }
}
