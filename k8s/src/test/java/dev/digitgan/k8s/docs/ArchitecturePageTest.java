package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of packages in docs/architecture.md. */
final class ArchitecturePageTest {
  private static final Pattern PACKAGE =
      Pattern.compile(".*/src/main/java/dev/digitgan/(.+)/package-info\\.java");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** They hold main classes alone. */
  private static final Set<String> ROOTS = Set.of("cli", "generator", "trainer");

  /** A name that begins with a dot continues the one before it, or is its neighbour. */
  @Test
  void everyPackageIsInTheTableAndNoOther() throws IOException {
    Set<String> packages = packages();
    Set<String> named = new TreeSet<>();
    Page.of("docs/architecture.md")
        .text()
        .lines()
        .dropWhile(line -> !line.startsWith("| package below `dev.digitgan`"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .forEach(cell -> addNames(cell, packages, named));
    assertThat(named).isEqualTo(packages);
  }

  private static void addNames(String cell, Set<String> packages, Set<String> named) {
    String first = "";
    for (MatchResult found : NAME.matcher(cell).results().toList()) {
      String name = found.group(1);
      if (!name.startsWith(".")) {
        first = name;
        named.add(name);
      } else if (packages.contains(first + name)) {
        named.add(first + name);
      } else {
        named.add(first.substring(0, first.lastIndexOf('.')) + name);
      }
    }
  }

  private static Set<String> packages() throws IOException {
    return Tree.files(PACKAGE).stream()
        .map(file -> PACKAGE.matcher(Tree.ROOT.relativize(file).toString()))
        .filter(Matcher::matches)
        .map(found -> found.group(1).replace('/', '.'))
        .filter(name -> !ROOTS.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
