package dev.digitgan.checkpoint.name;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds and reads the keys of a model's objects; no other class does. Methods named in the plural
 * return prefixes. Methods that read a key return empty for a key of another kind.
 */
public final class CheckpointKeys {
  private static final Pattern MODEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final Pattern MANIFEST = Pattern.compile("([0-9]{8})\\.json");
  private static final Pattern OWNER = MANIFEST;
  private static final Pattern BLOB = Pattern.compile("([0-9a-f]{64})");
  private static final Pattern CHANNEL = Pattern.compile("(" + NAME + ")\\.json");
  private static final Pattern BY_DIGEST = Pattern.compile("([0-9a-f]{64})\\.json");
  private static final Pattern EVALUATION = Pattern.compile("([0-9]{8})-[0-9a-f]{64}\\.json");
  private static final Pattern STATE = Pattern.compile("([0-9]{12})\\.json");
  private static final Pattern RUN_STATE =
      Pattern.compile("(" + NAME + ")/states/" + STATE.pattern());

  private final String model;

  /** The keys of {@code model}: 1 to 64 lower-case letters, digits and inner hyphens. */
  public CheckpointKeys(String model) {
    checkArgument(
        MODEL.matcher(model).matches(),
        "model '%s': 1 to 64 lower-case letters, digits and inner hyphens",
        model);
    this.model = model;
  }

  public String model() {
    return model;
  }

  /** The key of the blob of that digest, which all models share. */
  public static String blob(Sha256 digest) {
    return blobs() + digest.hex();
  }

  public String manifest(Version version) {
    return manifests() + String.format(Locale.ROOT, "%08d.json", version.number());
  }

  public String manifests() {
    return models() + model + "/versions/";
  }

  public String channel(ChannelName name) {
    return channels() + name + ".json";
  }

  public String channels() {
    return models() + model + "/channels/";
  }

  /** The key of the signatures of the manifest of that digest. */
  public String signature(Sha256 manifest) {
    return signatures() + manifest.hex() + ".json";
  }

  public String signatures() {
    return models() + model + "/signatures/";
  }

  /** The key of the classifier of that digest. */
  public String evaluator(Sha256 digest) {
    return evaluators() + digest.hex() + ".json";
  }

  public String evaluators() {
    return models() + model + "/evaluators/";
  }

  /** The key of the evaluation of {@code version} by the classifier of that digest. */
  public String evaluation(Version version, Sha256 evaluator) {
    return evaluations()
        + String.format(Locale.ROOT, "%08d-%s.json", version.number(), evaluator.hex());
  }

  public String evaluations() {
    return models() + model + "/evaluations/";
  }

  /** The key of the state of {@code run} after {@code step} steps. */
  public String state(String run, long step) {
    return states(run) + String.format(Locale.ROOT, "%012d.json", step);
  }

  public String states(String run) {
    return runs() + requireName("run", run) + "/states/";
  }

  /** The key of the {@code number}-th owner of {@code run}. */
  public String owner(String run, long number) {
    return owners(run) + String.format(Locale.ROOT, "%08d.json", number);
  }

  public String owners(String run) {
    return runs() + requireName("run", run) + "/owners/";
  }

  public String runs() {
    return models() + model + "/runs/";
  }

  /** The prefix of all records of all models. */
  public static String models() {
    return "models/";
  }

  public static String blobs() {
    return "blobs/sha256/";
  }

  /** The key of a clean-up's notice of what it is about to remove. */
  public static String removal(String id) {
    return removals() + requireName("removal", id) + ".json";
  }

  public static String removals() {
    return "removals/";
  }

  public static String probes() {
    return ConditionalPutProbe.PREFIX;
  }

  public static String dataSets() {
    return "datasets/";
  }

  /** Whether {@code key} is that of a data set's index, not of its files. */
  public static boolean isDataSetIndex(String key) {
    return key.startsWith(dataSets()) && key.endsWith(".json");
  }

  /** The prefix of the data set {@code name}. */
  public static String dataSet(String name) {
    return dataSets() + requireName("data set", name) + "/";
  }

  /** The key of a file of a data set of schema 1; later schemas use blobs. */
  public static String dataSetFile(String name, String file) {
    return dataSet(name) + requireName("file", file);
  }

  public static String dataSetIndex(String name) {
    return dataSet(name) + "index.json";
  }

  /** Returns {@code name}, which is part of a key; IllegalArgumentException if it is not valid. */
  public static String requireName(String what, String name) {
    checkArgument(
        isName(name),
        "%s '%s': 1 to 100 letters, digits, '.', '_' and '-', not first a mark",
        what,
        name);
    return name;
  }

  static boolean isName(String text) {
    return text.matches(NAME);
  }

  public Optional<Version> version(String key) {
    return version(key, manifests(), MANIFEST);
  }

  public Optional<ChannelName> channelName(String key) {
    return read(key, channels(), CHANNEL).map(ChannelName::new);
  }

  /** The digest of the manifest whose signatures have {@code key}. */
  public Optional<Sha256> signed(String key) {
    return read(key, signatures(), BY_DIGEST).map(Sha256::new);
  }

  public Optional<Sha256> evaluatorDigest(String key) {
    return read(key, evaluators(), BY_DIGEST).map(Sha256::new);
  }

  /** The version whose evaluation has {@code key}. */
  public Optional<Version> evaluated(String key) {
    return version(key, evaluations(), EVALUATION);
  }

  /** The run whose state has {@code key}. */
  public Optional<String> runOfState(String key) {
    return read(key, runs(), RUN_STATE);
  }

  /** The step of the state of {@code run} that has {@code key}. */
  public OptionalLong stepOfState(String run, String key) {
    return number(key, states(run), STATE);
  }

  /** The number of the owner of {@code run} that has {@code key}. */
  public OptionalLong numberOfOwner(String run, String key) {
    return number(key, owners(run), OWNER);
  }

  public static Optional<Sha256> blobDigest(String key) {
    return read(key, blobs(), BLOB).map(Sha256::new);
  }

  private static Optional<Version> version(String key, String prefix, Pattern pattern) {
    return read(key, prefix, pattern)
        .map(WholeNumbers::parseLong)
        .filter(number -> number > 0)
        .map(Version::new);
  }

  private static OptionalLong number(String key, String prefix, Pattern pattern) {
    return read(key, prefix, pattern).stream().mapToLong(WholeNumbers::parseLong).findFirst();
  }

  private static Optional<String> read(String key, String prefix, Pattern pattern) {
    if (!key.startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(key.substring(prefix.length()));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
