package dev.digitgan.command;

import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.EnumSet;
import picocli.CommandLine.ITypeConverter;

/** Picocli converters of version names, of which a command takes some forms. */
public final class VersionNames {
  /** The forms that {@link OfStore} takes, for help. */
  public static final String STORE_FORMS =
      "a number, latest, channel:NAME, run:NAME (its newest) or sha256:DIGEST (8 digits suffice)";

  private VersionNames() {}

  /** Takes the forms that a store can resolve; only the trainer can rank runs. */
  public static final class OfStore implements ITypeConverter<VersionName> {
    @Override
    public VersionName convert(String text) {
      return CommandSetup.convert(
          text, name -> VersionName.parse(name, EnumSet.complementOf(EnumSet.of(Form.BEST))));
    }
  }

  /** Takes all forms, for programs that can rank versions. */
  public static final class OfTrainer implements ITypeConverter<VersionName> {
    @Override
    public VersionName convert(String text) {
      return CommandSetup.convert(text, name -> VersionName.parse(name, EnumSet.allOf(Form.class)));
    }
  }
}
