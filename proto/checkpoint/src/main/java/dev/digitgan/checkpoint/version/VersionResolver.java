package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds the versions of one model that names mean. A look through manifests leaves out those that
 * cannot be read, and says so: one bad object does not hide all others. Methods block on the store.
 */
public final class VersionResolver {
  private final CheckpointReader reader;
  private final Channels channels;
  private final Function<Manifest, OptionalDouble> rank;
  private final BiConsumer<Version, Exception> skipped;
  private final String place;

  /**
   * A resolver that takes no name of the form "best:RUNS".
   *
   * @param skipped told of each version that is left out, and why
   */
  public VersionResolver(
      ObjectStore store,
      CheckpointKeys keys,
      CheckpointReader reader,
      BiConsumer<Version, Exception> skipped) {
    this(
        store,
        keys,
        reader,
        skipped,
        manifest -> {
          throw new IllegalArgumentException("versions are not ranked here");
        });
  }

  /**
   * A resolver of all names.
   *
   * @param rank of a version, the least being the best; empty where it has none
   */
  public VersionResolver(
      ObjectStore store,
      CheckpointKeys keys,
      CheckpointReader reader,
      BiConsumer<Version, Exception> skipped,
      Function<Manifest, OptionalDouble> rank) {
    this.reader = reader;
    this.channels = new Channels(store, keys, reader, InstantSource.system());
    this.rank = rank;
    this.skipped = skipped;
    this.place = keys.model() + " in " + store;
  }

  /**
   * The version that {@code name} means; empty where it means none. The version of a number or of a
   * channel may be gone.
   *
   * @throws VersionNotFoundException if the name is not that of one version but of several
   * @throws CheckpointException if it cannot be told: what is meant may be what cannot be read
   */
  public Optional<Version> find(VersionName name)
      throws IOException, CheckpointException, VersionNotFoundException {
    if (name instanceof VersionName.Numbered number) {
      return Optional.of(number.version());
    }
    if (name instanceof VersionName.OfChannel of) {
      return channels.read(of.channel().text()).map(Channel::getVersion).map(Version::new);
    }
    if (name instanceof VersionName.OfRun of) {
      return newestOf(of.run(), name);
    }
    if (name instanceof VersionName.OfDigest of) {
      return newestWith(of.prefix(), name);
    }
    return name instanceof VersionName.BestOf of ? bestOf(of.runs(), name) : reader.latest();
  }

  /**
   * The version that {@code name} means, which is there.
   *
   * @throws VersionNotFoundException if there is none; the message says what is there
   * @throws CheckpointException if it cannot be told: what is meant may be what cannot be read
   */
  public Version require(VersionName name)
      throws IOException, CheckpointException, VersionNotFoundException {
    Optional<Version> found = find(name);
    if (found.isEmpty()) {
      throw new VersionNotFoundException(none(name));
    }
    boolean mayBeGone =
        name instanceof VersionName.Numbered || name instanceof VersionName.OfChannel;
    if (mayBeGone && !reader.versions().contains(found.get())) {
      throw new VersionNotFoundException(gone(name, found.get()));
    }
    return found.get();
  }

  private String gone(VersionName name, Version version) throws IOException {
    if (name instanceof VersionName.OfChannel of) {
      return "channel '" + of.channel() + "' names version " + version + ", which is not there";
    }
    return reader
        .latest()
        .map(latest -> "no version " + version + " of " + place + "; the newest is " + latest)
        .orElse("no version of " + place);
  }

  private String none(VersionName name) {
    if (name instanceof VersionName.OfChannel of) {
      return "no channel '" + of.channel() + "' of " + place;
    }
    if (name instanceof VersionName.OfRun of) {
      return "no version of run '" + of.run() + "' of " + place;
    }
    if (name instanceof VersionName.OfDigest of) {
      return "no version with digest " + of.prefix() + " of " + place;
    }
    return name instanceof VersionName.BestOf of
        ? "no judged version of runs '" + of.runs() + "' of " + place
        : "no version of " + place;
  }

  private Optional<Version> newestOf(String run, VersionName name)
      throws IOException, CheckpointException {
    ManifestScan scan = ManifestScan.begin(reader, skipped);
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getRun().equals(run)) {
        return Optional.of(new Version(next.get().getVersion()));
      }
    }
    requireAllRead(scan, name);
    return Optional.empty();
  }

  private Optional<Version> newestWith(String digest, VersionName name)
      throws IOException, CheckpointException, VersionNotFoundException {
    Map<String, Version> found = new TreeMap<>();
    ManifestScan scan = ManifestScan.begin(reader, skipped);
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getModelDigest().startsWith(digest)) {
        found.putIfAbsent(next.get().getModelDigest(), new Version(next.get().getVersion()));
      }
    }
    if (found.size() > 1) {
      throw new VersionNotFoundException(
          digest + " is not one digest but " + String.join(", ", found.keySet()));
    }
    if (found.isEmpty()) {
      requireAllRead(scan, name);
    }
    return found.values().stream().findFirst();
  }

  /** Of those whose run's name begins so; of equals the newest. */
  private Optional<Version> bestOf(String runs, VersionName name)
      throws IOException, CheckpointException {
    Optional<Version> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    ManifestScan scan = ManifestScan.begin(reader, skipped);
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getRun().startsWith(runs)) {
        double found = rank.apply(next.get()).orElse(Double.POSITIVE_INFINITY);
        if (found < least) {
          best = Optional.of(new Version(next.get().getVersion()));
          least = found;
        }
      }
    }
    if (best.isEmpty()) {
      requireAllRead(scan, name);
    }
    return best;
  }

  /** "There is none" is an answer, which no one may give who could not read all. */
  private void requireAllRead(ManifestScan scan, VersionName name) throws CheckpointException {
    if (scan.skippedCount() > 0) {
      throw new IncompleteCheckpointException(
          none(name)
              + " that can be read; it may be one of the "
              + scan.skippedCount()
              + " that cannot");
    }
  }
}
