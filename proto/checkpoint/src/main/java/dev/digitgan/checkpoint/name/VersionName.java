package dev.digitgan.checkpoint.name;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.text.WholeNumbers;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a version of a model, in one grammar everywhere: "42", "latest", "channel:stable",
 * "sha256:0123456789ab", "run:NAME" or "best:RUNS".
 */
public sealed interface VersionName {
  String CHANNEL = "channel:";
  String RUN = "run:";
  String BEST = "best:";

  /** A version by its number. */
  record Numbered(Version version) implements VersionName {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,7}");

    @Override
    public String toString() {
      return version.toString();
    }
  }

  /** The newest version; "channel:latest" means the same. */
  record Latest() implements VersionName {
    @Override
    public String toString() {
      return ChannelName.LATEST;
    }
  }

  /** The version of a channel. */
  record OfChannel(ChannelName channel) implements VersionName {
    @Override
    public String toString() {
      return CHANNEL + channel;
    }
  }

  /** A version by its model digest; {@code prefix} is "sha256:" and 8 to 64 digits. */
  record OfDigest(String prefix) implements VersionName {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{8,64}");

    @Override
    public String toString() {
      return prefix;
    }
  }

  /** The newest version of a run. */
  record OfRun(String run) implements VersionName {
    @Override
    public String toString() {
      return RUN + run;
    }
  }

  /** The best version of the runs whose names begin with {@code runs}. */
  record BestOf(String runs) implements VersionName {
    @Override
    public String toString() {
      return BEST + runs;
    }
  }

  /** The forms of names. */
  enum Form {
    NUMBER(Numbered.class, "a number"),
    LATEST(Latest.class, "latest"),
    CHANNEL(OfChannel.class, "channel:NAME"),
    RUN(OfRun.class, "run:NAME (its newest)"),
    DIGEST(OfDigest.class, "sha256:DIGEST (8 digits suffice)"),
    BEST(BestOf.class, "best:RUNS");

    private final Class<? extends VersionName> type;
    private final String text;

    Form(Class<? extends VersionName> type, String text) {
      this.type = type;
      this.text = text;
    }

    /** The forms for error messages and help, such as "a number, latest or channel:NAME". */
    public static String list(Collection<Form> forms) {
      String all = forms.stream().sorted().map(form -> form.text).collect(Collectors.joining(", "));
      int last = all.lastIndexOf(", ");
      return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }
  }

  default Form form() {
    return Arrays.stream(Form.values())
        .filter(form -> form.type.isInstance(this))
        .findFirst()
        .orElseThrow();
  }

  /** Parses a name of one of the forms {@code taken}, which the message of a refusal lists. */
  static VersionName parse(String text, Collection<Form> taken) {
    VersionName name;
    try {
      name = parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + shortened(text) + "' is not a version: " + Form.list(taken), e);
    }
    checkArgument(
        taken.contains(name.form()),
        "'%s' cannot name a version here: %s",
        shortened(text),
        Form.list(taken));
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
