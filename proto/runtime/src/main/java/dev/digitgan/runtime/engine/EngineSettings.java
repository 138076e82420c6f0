package dev.digitgan.runtime.engine;

import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.command.MisuseException;
import dev.digitgan.runtime.files.CacheHome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the engine runs in this process.
 *
 * @param intraOpThreadCount threads that share one operation. The engine's threads spin while they
 *     wait: on a shared or limited machine several workers of one thread each are the fast choice.
 * @param interOpThreadCount threads that run operations beside each other
 */
public record EngineSettings(int intraOpThreadCount, int interOpThreadCount) {
  /** Where the engine unpacks its libraries: variables of the environment, else properties. */
  private static final List<String> ENGINE_FOLDERS = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  /** The same of the library that calls the system's own functions. */
  private static final String JNA_FOLDER = "jna.tmpdir";

  /** One thread an operation, one operation a worker. */
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
   * To be called once, before anything loads the engine: it reads these when it starts. Nothing is
   * downloaded and nothing is reported to anybody afterwards. What it unpacks goes to our {@link
   * CacheHome}, unless the engine's own variables say where.
   *
   * @throws MisuseException if there is no place for that
   */
  public void apply() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(intraOpThreadCount));
    System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(interOpThreadCount));
    // Off: it specialises the first calls of a graph, and no graph of ours is scripted.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    unpackInto(CacheHome.ofProcess());
  }

  /** Images name these folders, since all is unpacked there already. */
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
   * Prepares the calling thread to draw or to evaluate: gradients off (a fresh thread starts with
   * them on), intra-op threads as set here (the OpenMP setting belongs to a thread). Loads the
   * engine.
   */
  public void prepareInferenceThread() {
    prepareThread(false);
  }

  /** As {@link #prepareInferenceThread}, but with gradients on. */
  public void prepareTrainingThread() {
    prepareThread(true);
  }

  private void prepareThread(boolean gradients) {
    EngineIdentity.loaded(); // JniUtils does not load it by itself.
    JniUtils.setNumThreads(intraOpThreadCount);
    JniUtils.setGradMode(gradients);
  }
}
