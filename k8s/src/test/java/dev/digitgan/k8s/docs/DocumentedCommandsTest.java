package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** The command lines of the pages are of commands that there are, with options that they take. */
final class DocumentedCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** A program below a bin folder or first in its line, up to where the shell sees an end. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)(?:/bin/|^\\$?)(generator-service|trainer-service|digitgan)[ \\t]+([a-z][^#|&;\n"
              + "]*)");

  private static final Pattern OPTION = Pattern.compile("(?:^|\\s)(--[a-z][a-z0-9-]*)");

  @Test
  void theProgramsUnderstandThem() throws Exception {
    List<String> calls = new ArrayList<>();
    for (Page page : Page.all()) {
      for (MatchResult block : BLOCK.matcher(page.text()).results().toList()) {
        for (MatchResult call : CALL.matcher(block.group(1)).results().toList()) {
          requireUnderstood(call.group(1), call.group(2).strip(), page);
          calls.add(call.group());
        }
      }
    }
    assertThat(calls).hasSizeGreaterThan(20);
  }

  private static void requireUnderstood(String program, String arguments, Page page)
      throws Exception {
    CommandSpec command = command(program, arguments, page);
    for (MatchResult option : OPTION.matcher(arguments).results().toList()) {
      assertThat(command.optionsMap().keySet())
          .as("%s: %s %s", page, program, arguments)
          .contains(option.group(1));
    }
  }

  private static CommandSpec command(String program, String arguments, Page page) throws Exception {
    for (CommandSpec command : Programs.commands(program)) {
      String name = command.qualifiedName(" ").replaceFirst("^" + program + " ", "");
      if ((arguments + " ").startsWith(name + " ")) {
        return command;
      }
    }
    throw new AssertionError("%s: no command %s %s".formatted(page, program, arguments));
  }

  @Test
  void whatIsNotThereIsFound() {
    Page page = Page.of("README.md");
    for (String arguments : List.of("models lst", "models list --kep 3")) {
      assertThat(isUnderstood(arguments, page)).as(arguments).isFalse();
    }
    assertThat(isUnderstood("models list --store s", page)).isTrue();
  }

  private static boolean isUnderstood(String arguments, Page page) {
    try {
      requireUnderstood("digitgan", arguments, page);
      return true;
    } catch (Exception | AssertionError e) {
      return false;
    }
  }
}
