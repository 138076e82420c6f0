package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.line.LineFilm;
import dev.digitgan.trainer.line.LineGame;
import dev.digitgan.trainer.line.LineSettings;
import dev.digitgan.trainer.line.LineState;
import dev.digitgan.trainer.line.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Plays the game with one number instead of an image. */
@Command(
    name = "game-1d",
    sortOptions = false,
    description = {
      "Plays the game with one number instead of an image, and shows how it comes to its end: the"
          + " density of the data and that of what G draws, D, and the best D there is for that G.",
      "",
      "Prints D's loss and accuracy and the divergences on the way, and writes game.svg (the end),"
          + " course.svg (the way) and film.svg (moving).",
      ""
    })
public final class Game1dCommand implements Callable<Integer> {
  private static final int FRAMES = 48;
  private static final int LINES = 12;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--target",
      paramLabel = "normal|mixture",
      defaultValue = "mixture",
      converter = TargetConverter.class,
      description = "What the numbers are distributed like; now ${DEFAULT-VALUE}.")
  private Target target = Target.MIXTURE;

  @Option(
      names = "--objective",
      paramLabel = "minimax|non-saturating",
      defaultValue = "non-saturating",
      converter = ObjectiveConverter.class,
      description = "What G plays for; now ${DEFAULT-VALUE}.")
  private Objective objective = Objective.NON_SATURATING;

  @Option(
      names = "--discriminator-steps",
      paramLabel = "K",
      defaultValue = "2",
      description = "Steps of D for each of G; now ${DEFAULT-VALUE}.")
  private int discriminatorSteps;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Steps of G; now ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Now ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      defaultValue = ".digitgan/game-1d",
      description = "Where the pictures go; now ${DEFAULT-VALUE}.")
  private Path out = Path.of(".digitgan/game-1d");

  private static final class TargetConverter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      return switch (text) {
        case "normal" -> Target.NORMAL;
        case "mixture" -> Target.MIXTURE;
        default -> throw new TypeConversionException("'" + text + "' is none of normal, mixture");
      };
    }
  }

  private static final class ObjectiveConverter implements ITypeConverter<Objective> {
    @Override
    public Objective convert(String text) {
      return switch (text) {
        case "minimax" -> Objective.MINIMAX;
        case "non-saturating" -> Objective.NON_SATURATING;
        default ->
            throw new TypeConversionException("'" + text + "' is none of minimax, non-saturating");
      };
    }
  }

  @Override
  public Integer call() {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareTrainingThread();
    LineSettings settings;
    try {
      settings = new LineSettings(target, objective, steps, discriminatorSteps, seed);
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
    List<LineState> states = played(settings);
    LineFilm film = new LineFilm(settings, states);
    try {
      Files.createDirectories(out);
      Files.writeString(
          out.resolve("game.svg"), film.picture(states.get(states.size() - 1)).file());
      Files.writeString(out.resolve("course.svg"), film.course().file());
      Files.writeString(out.resolve("film.svg"), film.movie());
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + out + ": " + e, e);
    }
    spec.commandLine().getOut().printf("pictures in %s%n", out);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private List<LineState> played(LineSettings settings) {
    PrintWriter print = spec.commandLine().getOut();
    List<LineState> states = new ArrayList<>();
    try (LineGame game = LineGame.begin(settings)) {
      states.add(game.state());
      print.printf(
          "%8s %9s %9s %9s %9s %9s %9s%n",
          "step", "D's loss", "theory", "right", "|D-D*|", "JS", "KL");
      for (int frame = 1; frame <= FRAMES; frame++) {
        int until = (int) ((long) steps * frame / FRAMES);
        game.play(until - (int) states.get(states.size() - 1).step());
        LineState state = game.state();
        states.add(state);
        if (frame % (FRAMES / LINES) == 0) {
          print.println(line(state));
          print.flush();
        }
      }
    }
    return states;
  }

  private static String line(LineState state) {
    return String.format(
        Locale.ROOT,
        "%8d %9.4f %9.4f %8.1f%% %9.4f %9.4f %9.4f",
        state.step(),
        state.figures().discriminatorLossReal() + state.figures().discriminatorLossFake(),
        state.optimalLoss(),
        50
            * (state.figures().discriminatorAccuracyReal()
                + state.figures().discriminatorAccuracyFake()),
        state.distanceToOptimum(),
        state.jensenShannon(),
        state.kullbackLeibler());
  }
}
