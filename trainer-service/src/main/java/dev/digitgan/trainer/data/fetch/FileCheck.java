package dev.digitgan.trainer.data.fetch;

import java.io.IOException;
import java.nio.file.Path;

/** Decides whether a complete download is what was wanted; throws, with the reason, if not. */
@FunctionalInterface
public interface FileCheck {
  void verify(Path file) throws IOException;
}
