package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.checkpoint.version.CheckpointReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one run. A resumed run repeats steps; it does not publish again what a killed
 * process published in those steps.
 *
 * @param earlier the versions that its state does not know of, newest first
 */
public record RunVersions(CheckpointPublisher publisher, Fence fence, List<Manifest> earlier) {
  private static final Logger log = LoggerFactory.getLogger(RunVersions.class);

  public RunVersions {
    earlier = List.copyOf(earlier);
  }

  /** Returns the versions of a run at its beginning. */
  public static RunVersions begin(CheckpointPublisher publisher, Fence fence) {
    return new RunVersions(publisher, fence, List.of());
  }

  /** Returns the versions of a resumed run, whose state knows of those up to {@code known}. */
  public static RunVersions resume(
      CheckpointPublisher publisher, Fence fence, CheckpointReader reader, String run, long known)
      throws IOException {
    List<Manifest> earlier = new ArrayList<>();
    for (Version version : reader.versions()) {
      if (version.number() <= known) {
        break;
      }
      try {
        Manifest manifest = reader.manifest(version);
        if (manifest.getRun().equals(run)) {
          earlier.add(manifest);
        }
      } catch (CheckpointException e) {
        log.debug("version {} is unusable, so the run does not take it for its own", version, e);
      }
    }
    return new RunVersions(publisher, fence, earlier);
  }

  /** Returns the newest version up to {@code step} that the state does not know of. */
  public Optional<Manifest> newestUpTo(long step) {
    return earlier.stream().filter(manifest -> manifest.getStep() <= step).findFirst();
  }

  /**
   * Commits {@code draft}, unless it was committed already. If the answer to the commit is lost,
   * looks for the version, and commits again if it is missing.
   *
   * @throws CommitStateUnknownException if that failed too; {@link #resume} will find out
   * @throws FencedException if another process owns the run; nothing was committed
   */
  Manifest commit(CheckpointDraft draft) throws IOException, FencedException {
    String digest = draft.digest().toString();
    for (Manifest manifest : earlier) {
      if (manifest.getStep() == draft.provenance().getStep()
          && manifest.getModelDigest().equals(digest)) {
        fence.requireHeld();
        return manifest;
      }
    }
    try {
      return publisher.publish(draft, fence);
    } catch (CommitStateUnknownException e) {
      log.warn("{}; looking for it, and committing it again if it is missing", e.getMessage());
      return settle(e, draft);
    }
  }

  private Manifest settle(CommitStateUnknownException unknown, CheckpointDraft draft)
      throws IOException, FencedException {
    try {
      return publisher.settle(unknown, draft, fence);
    } catch (IOException e) {
      unknown.addSuppressed(e);
      throw unknown;
    }
  }
}
