package dev.digitgan.command;

import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** For picocli: names of versions, of which a command takes some forms. */
public final class VersionNames {
  /** The forms of {@link OfStore}, for help. */
  public static final String STORE_FORMS =
      "a number, latest, channel:NAME, run:NAME (its newest) or sha256:DIGEST (8 digits suffice)";

  private VersionNames() {}

  /** What a store tells by itself. Which is the best of some runs, the trainer judges. */
  public static final class OfStore implements ITypeConverter<VersionName> {
    private static final Set<Form> TAKEN = EnumSet.complementOf(EnumSet.of(Form.BEST));

    @Override
    public VersionName convert(String text) {
      return parse(text, TAKEN);
    }
  }

  /** All forms, for programs that can rank versions. */
  public static final class OfTrainer implements ITypeConverter<VersionName> {
    private static final Set<Form> TAKEN = EnumSet.allOf(Form.class);

    @Override
    public VersionName convert(String text) {
      return parse(text, TAKEN);
    }
  }

  private static VersionName parse(String text, Set<Form> taken) {
    try {
      return VersionName.parse(text, taken);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
