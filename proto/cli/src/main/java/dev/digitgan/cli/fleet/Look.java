package dev.digitgan.cli.fleet;

import dev.digitgan.cli.fleet.Answer.Kind;
import dev.digitgan.command.ExitStatus;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the replicas of a fleet said when all were asked.
 *
 * @param least how many there are to be
 */
record Look<T>(List<Answer<T>> answers, int least) {
  Look {
    answers = List.copyOf(answers);
  }

  /**
   * Whether all of them are as they should be. A replica that says otherwise decides, whoever else
   * cannot be asked; that there are too few of them is found out only where each name has addresses
   * and each replica answers.
   *
   * @return {@link ExitStatus#DONE}, {@link ExitStatus#NO} or {@link ExitStatus#FAILED}
   */
  int exitStatus(Predicate<Answer<T>> good) {
    if (answers.stream()
        .anyMatch(answer -> answer.kind() != Kind.NOT_ASKED && !good.test(answer))) {
      return ExitStatus.NO;
    }
    if (answers.stream().anyMatch(answer -> answer.kind() == Kind.NOT_ASKED)) {
      return ExitStatus.FAILED;
    }
    return answers.size() < least ? ExitStatus.NO : ExitStatus.DONE;
  }
}
