package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * docs/configuration.md has every option of every command, as the programs know them; {@code
 * -Ddigitgan.docs.write=true} writes it.
 */
final class ConfigurationPageTest {
  private static final List<String> PROGRAMS =
      List.of("generator-service", "trainer-service", "digitgan");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z0-9_]+)(?::-(.*))?}");

  /** What help says of a default: the page has a column for it. */
  private static final Pattern NOW = Pattern.compile("(?i)[;,]? ?\\bnow [^ ]+\\.$");

  /** In place of a default that is another on each machine. */
  private static final Map<String, String> BY_MACHINE =
      Map.of(
          "--by", "the user's name",
          "--max-connections", "10000, or half of the files that may be open");

  /** In so many commands an option is described once for all of them. */
  private static final int MANY = 3;

  /** A line of a table. */
  private record Row(String option, String variable, String byDefault, String description) {
    String cells() {
      return "| %s | %s | %s | %s |".formatted(option, variable, byDefault, description);
    }
  }

  @Test
  void everyOptionOfEveryCommandIsThereAsTheProgramsKnowIt() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String program : PROGRAMS) {
      add(program, Programs.commands(program), lines);
    }
    assertThat(lines).hasSizeGreaterThan(150);
    Page.of("docs/configuration.md").requireMade("options", lines);
  }

  private static void add(String program, List<CommandSpec> commands, List<String> lines) {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    Map<Row, List<String>> users = new LinkedHashMap<>();
    for (CommandSpec command : commands) {
      String name = command.qualifiedName(" ").replaceFirst("^" + program + " ", "");
      rows.put(name, rows(command));
      rows(command).forEach(row -> users.computeIfAbsent(row, any -> new ArrayList<>()).add(name));
    }
    lines.add("");
    lines.add("## " + program);
    for (Map.Entry<String, List<Row>> command : rows.entrySet()) {
      List<Row> own =
          command.getValue().stream()
              .filter(row -> users.getOrDefault(row, List.of()).size() < MANY)
              .toList();
      heading("`" + program + " " + command.getKey() + "`", lines);
      table(own, lines);
    }
    Map<String, List<Row>> shared = new TreeMap<>();
    users.forEach(
        (row, names) -> {
          if (names.size() >= MANY) {
            String all =
                names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            shared.computeIfAbsent(all, any -> new ArrayList<>()).add(row);
          }
        });
    shared.forEach(
        (names, common) -> {
          lines.add("");
          lines.add("Of " + names + ":");
          lines.add("");
          table(common, lines);
        });
  }

  private static void heading(String name, List<String> lines) {
    lines.add("");
    lines.add("### " + name);
    lines.add("");
  }

  private static void table(List<Row> rows, List<String> lines) {
    if (rows.isEmpty()) {
      lines.add("No options of its own.");
      return;
    }
    lines.add("| option | variable | default | what it does |");
    lines.add("|---|---|---|---|");
    rows.forEach(row -> lines.add(row.cells()));
  }

  private static List<Row> rows(CommandSpec command) {
    List<Row> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      rows.add(row(parameter, parameter.paramLabel()));
    }
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        rows.add(row(option));
      }
    }
    return rows;
  }

  private static Row row(OptionSpec option) {
    String names = String.join(", ", option.names());
    return row(option, option.arity().max() == 0 ? names : names + " " + option.paramLabel());
  }

  private static Row row(ArgSpec arg, String name) {
    String value = arg.defaultValue() == null ? "" : arg.defaultValue();
    Matcher variable = VARIABLE.matcher(value);
    boolean fromVariable = variable.matches();
    String byDefault = fromVariable ? String.valueOf(variable.group(2)) : value;
    if (byDefault.equals("null") || byDefault.equals("_NULL_")) {
      byDefault = "";
    }
    if (arg instanceof OptionSpec option) {
      byDefault = BY_MACHINE.getOrDefault(option.longestName(), byDefault);
    }
    if (arg.required() && byDefault.isEmpty()) {
      byDefault = "required";
    }
    return new Row(
        code(name),
        fromVariable ? code(variable.group(1)) : "",
        byDefault.isEmpty() || byDefault.contains(" ") || byDefault.equals("required")
            ? byDefault
            : code(byDefault),
        description(arg, fromVariable ? variable.group(1) : ""));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** One line, without what stands in the other columns. */
  private static String description(ArgSpec arg, String variable) {
    return List.of(arg.description()).stream()
        .map(line -> variable.isEmpty() ? line : line.replaceFirst("^" + variable + "\\b", ""))
        .map(line -> NOW.matcher(line).replaceFirst("."))
        .map(String::strip)
        .filter(line -> !line.equals("."))
        .collect(Collectors.joining(" "))
        .replace("%n", " ")
        .replace("%%", "%")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .strip();
  }
}
