package dev.digitgan.checkpoint.name;

import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model's objects lie in the store. No other class builds keys. */
public final class CheckpointKeys {
  private static final Pattern MODEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final Pattern MANIFEST = Pattern.compile("([0-9]{8})\\.json");
  private static final Pattern BLOB = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CHANNEL = Pattern.compile("(" + NAME + ")\\.json");
  private static final Pattern BY_DIGEST = Pattern.compile("([0-9a-f]{64})\\.json");
  private static final Pattern EVALUATION = Pattern.compile("([0-9]{8})-[0-9a-f]{64}\\.json");
  private static final Pattern STATE = Pattern.compile("(" + NAME + ")/states/([0-9]{12})\\.json");

  private final String model;

  /**
   * @throws IllegalArgumentException if {@code model} is not lower-case letters, digits and inner
   *     hyphens, 1 to 64
   */
  public CheckpointKeys(String model) {
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException(
          "model '" + model + "': 1 to 64 lower-case letters, digits and inner hyphens");
    }
    this.model = model;
  }

  public String model() {
    return model;
  }

  public String blob(Sha256 digest) {
    return blobOf(digest);
  }

  /** Where the blob of that digest lies, whatever the model. */
  public static String blobOf(Sha256 digest) {
    return blobs() + digest.hex();
  }

  public String manifest(Version version) {
    return manifests() + String.format(Locale.ROOT, "%08d.json", version.number());
  }

  /** Prefix of all manifests of the model. */
  public String manifests() {
    return "models/" + model + "/versions/";
  }

  /** Where the channel {@code name} stands; see {@link #requireName}. */
  public String channel(String name) {
    return channels() + requireName("channel", name) + ".json";
  }

  /** Prefix of all channels of the model. */
  public String channels() {
    return "models/" + model + "/channels/";
  }

  /** Where the signatures of the manifest of that digest lie. */
  public String signature(Sha256 manifest) {
    return signatures() + manifest.hex() + ".json";
  }

  /** Prefix of all signatures of the model. */
  public String signatures() {
    return "models/" + model + "/signatures/";
  }

  /** Where the classifier of that digest stands. */
  public String evaluator(Sha256 digest) {
    return evaluators() + digest.hex() + ".json";
  }

  /** Prefix of all classifiers of the model. */
  public String evaluators() {
    return "models/" + model + "/evaluators/";
  }

  /** Where it stands how good {@code version} was found to be by the classifier of that digest. */
  public String evaluation(Version version, Sha256 evaluator) {
    return evaluations()
        + String.format(Locale.ROOT, "%08d-%s.json", version.number(), evaluator.hex());
  }

  /** Prefix of all evaluations of the model. */
  public String evaluations() {
    return "models/" + model + "/evaluations/";
  }

  /** Where the state of {@code run} after {@code step} steps lies. */
  public String state(String run, long step) {
    return states(run) + String.format(Locale.ROOT, "%012d.json", step);
  }

  /** Prefix of all states of {@code run}. */
  public String states(String run) {
    return runs() + requireName("run", run) + "/states/";
  }

  /** Where the {@code number}-th owner of {@code run} stands. */
  public String owner(String run, long number) {
    return owners(run) + String.format(Locale.ROOT, "%08d.json", number);
  }

  /** Prefix of all owners of {@code run}. */
  public String owners(String run) {
    return runs() + requireName("run", run) + "/owners/";
  }

  /** Prefix of all that runs of the model keep. */
  public String runs() {
    return "models/" + model + "/runs/";
  }

  /** Prefix of all records, of all models. */
  public static String models() {
    return "models/";
  }

  /** Prefix of all blobs, of all models. */
  public static String blobs() {
    return "blobs/sha256/";
  }

  /** Where a clean-up says what it is about to remove; {@code id} is its own. */
  public static String removal(String id) {
    return removals() + requireName("removal", id) + ".json";
  }

  /** Prefix of all notices of removal, of all models. */
  public static String removals() {
    return "removals/";
  }

  /** Prefix of what is written to try a store out. */
  public static String probes() {
    return ConditionalPutProbe.PREFIX;
  }

  /** Prefix of all data sets, of all models. */
  public static String dataSets() {
    return "datasets/";
  }

  /** Whether {@code key} is that of a record that says what a data set holds, not of its files. */
  public static boolean isDataSetRecord(String key) {
    return key.startsWith(dataSets()) && key.endsWith(".json");
  }

  /** Prefix of the files of the data set {@code name}, of all models. */
  public static String dataSet(String name) {
    return dataSets() + requireName("data set", name) + "/";
  }

  /**
   * Where the file {@code file} of the data set {@code name} lies, if the set is of schema 1; later
   * ones are made of blobs.
   */
  public static String dataSetFile(String name, String file) {
    return dataSet(name) + requireName("file", file);
  }

  /** Where it stands what the data set {@code name} holds; no file of it has this name. */
  public static String dataSetIndex(String name) {
    return dataSet(name) + "index.json";
  }

  /** The step of {@code run}'s state that has {@code key}, or empty for a key of another kind. */
  public OptionalLong stepOfState(String run, String key) {
    return numbered(key, states(run), 12);
  }

  /** The number of {@code run}'s owner that has {@code key}, or empty for a key of another kind. */
  public OptionalLong numberOfOwner(String run, String key) {
    return numbered(key, owners(run), 8);
  }

  private static OptionalLong numbered(String key, String prefix, int digits) {
    boolean matches =
        key.startsWith(prefix)
            && key.substring(prefix.length()).matches("[0-9]{" + digits + "}\\.json");
    return matches
        ? OptionalLong.of(
            WholeNumbers.parseLong(key.substring(prefix.length(), prefix.length() + digits)))
        : OptionalLong.empty();
  }

  /**
   * A name that is part of a key.
   *
   * @throws IllegalArgumentException if it is not letters, digits, '.', '_' and '-', 1 to 100, the
   *     first a letter or digit
   */
  public static String requireName(String what, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          what + " '" + name + "': 1 to 100 letters, digits, '.', '_' and '-', not first a mark");
    }
    return name;
  }

  public static boolean isName(String text) {
    return text.matches(NAME);
  }

  /** The version whose manifest has {@code key}, or empty for a key of another kind. */
  public Optional<Version> version(String key) {
    return rest(key, manifests(), MANIFEST)
        .map(matcher -> WholeNumbers.parseLong(matcher.group(1)))
        .filter(number -> number > 0)
        .map(Version::new);
  }

  /** The channel that has {@code key}, or empty for a key of another kind. */
  public Optional<String> channelName(String key) {
    return rest(key, channels(), CHANNEL).map(matcher -> matcher.group(1));
  }

  /**
   * The digest of the manifest whose signature has {@code key}, or empty for one of another kind.
   */
  public Optional<Sha256> signed(String key) {
    return rest(key, signatures(), BY_DIGEST).map(matcher -> new Sha256(matcher.group(1)));
  }

  /** The digest of the classifier that has {@code key}, or empty for a key of another kind. */
  public Optional<Sha256> evaluatorDigest(String key) {
    return rest(key, evaluators(), BY_DIGEST).map(matcher -> new Sha256(matcher.group(1)));
  }

  /** The version whose evaluation has {@code key}, or empty for a key of another kind. */
  public Optional<Version> evaluated(String key) {
    return rest(key, evaluations(), EVALUATION)
        .map(matcher -> WholeNumbers.parseLong(matcher.group(1)))
        .filter(number -> number > 0)
        .map(Version::new);
  }

  /** The run whose state has {@code key}, or empty for a key of another kind. */
  public Optional<String> runOfState(String key) {
    return rest(key, runs(), STATE).map(matcher -> matcher.group(1));
  }

  /** The digest of the blob that has {@code key}, or empty for a key of another kind. */
  public static Optional<Sha256> blobDigest(String key) {
    return rest(key, blobs(), BLOB).map(matcher -> new Sha256(matcher.group()));
  }

  private static Optional<Matcher> rest(String key, String prefix, Pattern pattern) {
    if (!key.startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(key.substring(prefix.length()));
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }
}
