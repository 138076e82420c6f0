package dev.digitgan.checkpoint.name;

import dev.digitgan.text.WholeNumbers;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How people and programs name a version of a model, the same everywhere: "42", "latest",
 * "channel:stable", "sha256:0123456789ab", "run:NAME" or "best:RUNS".
 */
public sealed interface VersionName {
  /** Stands before a channel's name. */
  String CHANNEL = "channel:";

  /** Stands before a run's name. */
  String RUN = "run:";

  /** Stands before the beginning of some runs' names. */
  String BEST = "best:";

  /** One by its number. */
  record Numbered(Version version) implements VersionName {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,7}");

    @Override
    public Form form() {
      return Form.NUMBER;
    }

    @Override
    public String toString() {
      return version.toString();
    }
  }

  /** The newest. "channel:latest" is the same. */
  record Latest() implements VersionName {
    @Override
    public Form form() {
      return Form.LATEST;
    }

    @Override
    public String toString() {
      return ChannelName.LATEST;
    }
  }

  /** Where a channel stands. */
  record OfChannel(ChannelName channel) implements VersionName {
    @Override
    public Form form() {
      return Form.CHANNEL;
    }

    @Override
    public String toString() {
      return CHANNEL + channel;
    }
  }

  /**
   * One that computes the function of that digest.
   *
   * @param prefix of it, with "sha256:"; 8 to 64 digits
   */
  record OfDigest(String prefix) implements VersionName {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{8,64}");

    @Override
    public Form form() {
      return Form.DIGEST;
    }

    @Override
    public String toString() {
      return prefix;
    }
  }

  /** The newest of a run. */
  record OfRun(String run) implements VersionName {
    @Override
    public Form form() {
      return Form.RUN;
    }

    @Override
    public String toString() {
      return RUN + run;
    }
  }

  /** The best of the runs whose names begin so. */
  record BestOf(String runs) implements VersionName {
    @Override
    public Form form() {
      return Form.BEST;
    }

    @Override
    public String toString() {
      return BEST + runs;
    }
  }

  /** Which of the forms a name has. */
  enum Form {
    NUMBER("a number"),
    LATEST("latest"),
    CHANNEL("channel:NAME"),
    RUN("run:NAME (its newest)"),
    DIGEST("sha256:DIGEST (8 digits suffice)"),
    BEST("best:RUNS");

    private final String text;

    Form(String text) {
      this.text = text;
    }

    /** For error messages and help: "a number, latest or channel:NAME". */
    public static String list(Collection<Form> forms) {
      String all = forms.stream().sorted().map(form -> form.text).collect(Collectors.joining(", "));
      int last = all.lastIndexOf(", ");
      return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }
  }

  Form form();

  /**
   * Reads a name in a place where only some of the forms make sense.
   *
   * @throws IllegalArgumentException if {@code text} is no name, or none of {@code taken}; the
   *     message says which are
   */
  static VersionName parse(String text, Collection<Form> taken) {
    VersionName name;
    try {
      name = parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + shortened(text) + "' is no version: " + Form.list(taken), e);
    }
    if (!taken.contains(name.form())) {
      throw new IllegalArgumentException(
          "'" + shortened(text) + "' is no version that can be named here: " + Form.list(taken));
    }
    return name;
  }

  private static VersionName parse(String text) {
    if (text.equals(ChannelName.LATEST)) {
      return new Latest();
    }
    if (Numbered.FORM.matcher(text).matches()) {
      return new Numbered(new Version(WholeNumbers.parseLong(text)));
    }
    if (OfDigest.FORM.matcher(text).matches()) {
      return new OfDigest(text);
    }
    int colon = text.indexOf(':') + 1;
    String name = text.substring(colon);
    return switch (text.substring(0, colon)) {
      case CHANNEL -> {
        ChannelName channel = new ChannelName(name);
        yield channel.isLatest() ? new Latest() : new OfChannel(channel);
      }
      case RUN -> new OfRun(CheckpointKeys.requireName("run", name));
      case BEST -> new BestOf(CheckpointKeys.requireName("run", name));
      default -> throw new IllegalArgumentException("of no form");
    };
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
