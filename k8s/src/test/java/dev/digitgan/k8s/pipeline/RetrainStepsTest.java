package dev.digitgan.k8s.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.k8s.pipeline.ScriptedCommands.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step of k8s/pipeline/retrain, when it says no and when it cannot be done or asked. */
final class RetrainStepsTest {
  private static final String AWAIT_NEW = "3 digitgan fleet await 2";
  private final ScriptedCommands commands;

  RetrainStepsTest(@TempDir Path directory) throws IOException {
    commands = new ScriptedCommands(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "1, trainer train",
    "1, digitgan models which run:r",
    "1, digitgan models which channel:stable",
    "1, digitgan models which channel:stable-rejected",
    "1, trainer gate",
    "1, digitgan fleet await",
    "137, digitgan fleet await",
    "1, digitgan fleet smoke",
    "127, digitgan fleet smoke"
  })
  void whereAStepCannotBeAskedNothingIsMovedAndALaterCallFinishes(int status, String step)
      throws Exception {
    Result failed = commands.retrain(List.of(status + " " + step));
    assertThat(failed.status()).as(failed.printed()).isEqualTo(1);
    assertNothingWasTakenBack(failed);
    assertThat(commands.channel("stable")).hasValue(step.contains("fleet") ? "2" : "1");
    assertServedByALaterCall();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get job r --ignore-not-found", "create job", "get job r --output=jsonpath"})
  void whereTheClusterCannotBeAskedNothingIsMovedAndALaterCallFinishes(String step)
      throws Exception {
    Result failed = commands.retrain(List.of("1 kubectl " + step), "--cronjob", "trainer");
    assertThat(failed.status()).as(failed.printed()).isEqualTo(1);
    assertThat(failed.printed()).contains("nothing is moved, call again").doesNotContain("deleted");
    assertNothingWasTakenBack(failed);
    assertThat(commands.channel("stable")).hasValue("1");
    assertServedByALaterCall("--cronjob", "trainer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer train", "trainer gate", "digitgan fleet await"})
  void whatIsNotUnderstoodIsNoVerdict(String step) throws Exception {
    Result failed = commands.retrain(List.of("2 " + step));
    assertThat(failed.status()).as(failed.printed()).isEqualTo(2);
    assertNothingWasTakenBack(failed);
    assertServedByALaterCall();
  }

  @ParameterizedTest
  @ValueSource(strings = {"digitgan fleet await 2", "digitgan fleet smoke"})
  void whatTheFleetSaysNoToIsTakenBackAndNeverPromotedAgain(String step) throws Exception {
    Result no = commands.retrain(List.of("3 " + step));
    assertThat(no.status()).as(no.printed()).isEqualTo(3);
    assertTakenBack();
    Result again = commands.retrain(List.of());
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.printed()).contains("version 2 was rejected before");
    assertThat(again.calls()).noneMatch(call -> call.startsWith("trainer gate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"digitgan models promote", "digitgan models rollback"})
  void whatCannotBeTakenBackNowIsTakenBackByALaterCall(String step) throws Exception {
    Result failed = commands.retrain(List.of(AWAIT_NEW, "1 " + step));
    assertThat(failed.status()).as(failed.printed()).isEqualTo(1);
    assertThat(failed.printed()).contains("call again");
    assertThat(commands.channel("stable")).hasValue("2");
    Result again = commands.retrain(List.of(AWAIT_NEW));
    assertThat(again.status()).as(again.printed()).isEqualTo(3);
    assertTakenBack();
  }

  @Test
  void whatIsNotWholeAndCannotBeMarkedIsTakenBackAllTheSame() throws Exception {
    Result no = commands.retrain(List.of(AWAIT_NEW, "3 digitgan models promote"));
    assertThat(no.status()).as(no.printed()).isEqualTo(3);
    assertThat(no.printed()).contains("cannot be marked as rejected");
    assertThat(commands.channel("stable")).hasValue("1");
  }

  @Test
  void aChannelThatCannotGoBackIsSaidToStandWhereItStands() throws Exception {
    Result no = commands.retrain(List.of(AWAIT_NEW, "3 digitgan models rollback"));
    assertThat(no.status()).as(no.printed()).isEqualTo(3);
    assertThat(no.printed()).contains("channel stable IS NOT BACK: move it by hand");
  }

  @Test
  void oneRuleSplitsAllThreeCommandsIntoWords() throws Exception {
    Map<String, String> variables =
        Map.of(
            "TRAINER", commands.path("trainer") + " --wrapped *",
            "DIGITGAN", commands.path("digitgan") + "  --wrapped",
            "KUBECTL", commands.path("kubectl") + " --context c1");
    List<String> first = new ArrayList<>();
    first.addAll(
        commands
            .retrain(List.of(), variables, "--cronjob", "trainer", "--namespace", "prod")
            .calls());
    assertThat(first)
        .startsWith(
            "kubectl --context c1 --namespace prod get job r --ignore-not-found --output=name",
            "kubectl --context c1 --namespace prod create job r --from=cronjob/trainer")
        .contains("digitgan --wrapped models which run:r");
    assertThat(commands.retrain(List.of(), variables, "--", "--epochs", "1").calls())
        .anyMatch(call -> call.startsWith("trainer --wrapped * train --run r"));
  }

  @Test
  void aNamespaceWithoutACronJobIsNotUnderstood() throws Exception {
    Result result = commands.retrain(List.of(), "--namespace", "prod");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.printed())
        .isEqualTo("retrain: --namespace is the CronJob's, so it needs --cronjob\n");
  }

  private void assertNothingWasTakenBack(Result result) throws IOException {
    assertThat(result.calls())
        .noneMatch(call -> call.startsWith("digitgan models promote"))
        .noneMatch(call -> call.startsWith("digitgan models rollback"));
    assertThat(commands.channel("stable-rejected")).isEmpty();
  }

  private void assertServedByALaterCall(String... options) throws Exception {
    Result later = commands.retrain(List.of(), options);
    assertThat(later.status()).as(later.printed()).isZero();
    assertThat(commands.channel("stable")).hasValue("2");
    assertThat(commands.channel("stable-rejected")).isEmpty();
  }

  private void assertTakenBack() throws IOException {
    assertThat(commands.channel("stable")).hasValue("1");
    assertThat(commands.channel("stable-rejected")).hasValue("2");
  }
}
