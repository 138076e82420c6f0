package dev.digitgan.trainer.command.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The commit that this trainer was built of. */
final class CodeRevision {
  private static final String PROPERTIES = "/digitgan-trainer.properties";
  private static final String UNKNOWN = "unknown";

  private CodeRevision() {}

  /**
   * Commit id, with "-dirty" behind it where the tree was changed; "unknown" for a build outside
   * git.
   */
  static String text() {
    Properties properties = new Properties();
    try (InputStream in = CodeRevision.class.getResourceAsStream(PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(PROPERTIES, e);
    }
    String commit = properties.getProperty("git.commit.id.full", UNKNOWN);
    boolean dirty = properties.getProperty("git.commit.id.describe", "").endsWith("-dirty");
    return dirty ? commit + "-dirty" : commit;
  }
}
