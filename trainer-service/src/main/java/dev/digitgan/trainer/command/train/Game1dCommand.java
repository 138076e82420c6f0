package dev.digitgan.trainer.command.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.line.LineFilm;
import dev.digitgan.trainer.line.LineGame;
import dev.digitgan.trainer.line.LineSettings;
import dev.digitgan.trainer.line.LineState;
import dev.digitgan.trainer.line.Target;
import java.io.PrintWriter;
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

/** Plays the game in one dimension. */
@Command(
    name = "game-1d",
    sortOptions = false,
    description = {
      "Plays the game with one number instead of an image, and shows its course: the densities of"
          + " the data and of G's samples, D, and the optimal D for that G.",
      "",
      "Prints D's loss and accuracy and the divergences over time, and writes game.svg (the end),"
          + " course.svg (the curves) and film.svg (an animation).",
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
      description = "The distribution of the data; now ${DEFAULT-VALUE}.")
  private Target target = Target.MIXTURE;

  @Option(
      names = "--objective",
      paramLabel = "minimax|non-saturating",
      defaultValue = "non-saturating",
      converter = ObjectiveConverter.class,
      description = "The objective of G; now ${DEFAULT-VALUE}.")
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
      description = "The folder for the images; now ${DEFAULT-VALUE}.")
  private Path out = Path.of(".digitgan/game-1d");

  private static final class TargetConverter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      return switch (text) {
        case "normal" -> Target.NORMAL;
        case "mixture" -> Target.MIXTURE;
        default -> throw new TypeConversionException("'" + text + "' is not normal or mixture");
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
            throw new TypeConversionException("'" + text + "' is not minimax or non-saturating");
      };
    }
  }

  @Override
  public Integer call() {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareTrainingThread();
    LineSettings settings =
        OptionValues.checked(
            () -> new LineSettings(target, objective, steps, discriminatorSteps, seed));
    List<LineState> states = played(settings);
    LineFilm film = new LineFilm(settings, states);
    write("game.svg", film.picture(states.get(states.size() - 1)).file());
    write("course.svg", film.course().file());
    write("film.svg", film.movie());
    spec.commandLine().getOut().printf("pictures in %s%n", out);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private void write(String name, String svg) {
    OptionValues.write(out, name, svg.getBytes(UTF_8));
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
