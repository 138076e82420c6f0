package dev.digitgan.k8s.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.digitgan.cli.DigitganMain;
import dev.digitgan.generator.GeneratorMain;
import dev.digitgan.trainer.TrainerMain;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main classes of all modules. Generated code counts where it is depended on. */
final class ArchitectureTest {
  /** So many top-level types may a package have. */
  private static final int MOST_TYPES = 25;

  private static final String GENERATED = "dev.digitgan.*.v1";
  private static final String[] ROOTS = {
    "dev.digitgan.trainer", "dev.digitgan.generator", "dev.digitgan.cli"
  };

  private static final ImportOption MAIN =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(MAIN).importPackages("dev.digitgan");

  @Test
  void theClassesOfAllModulesAreLookedAt() {
    assertThat(CLASSES.contain(TrainerMain.class)).isTrue();
    assertThat(CLASSES.contain(GeneratorMain.class)).isTrue();
    assertThat(CLASSES.contain(DigitganMain.class)).isTrue();
    assertThat(CLASSES.contain(getClass())).isFalse();
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .contains(
            "dev.digitgan.store",
            "dev.digitgan.runtime.grpc",
            "dev.digitgan.generator.v1",
            "dev.digitgan.trainer.v1");
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching("dev.digitgan.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "generator", "cli", "runtime"})
  void noFoldersOfAModuleDependOnEachOther(String module) {
    slices().matching("dev.digitgan." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void rootsHoldMainClassesAlone() {
    classes()
        .that(resideInAnyPackage(ROOTS))
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveSimpleNameEndingWith("Main")
        .check(CLASSES);
    noClasses().should().resideInAPackage("dev.digitgan").check(CLASSES);
  }

  @Test
  void servicesDoNotDependOnEachOtherNorTheCommandLineOnThem() {
    DescribedPredicate<JavaClass> trainer = written("trainer");
    DescribedPredicate<JavaClass> generator = written("generator");
    noClasses().that(trainer).should().dependOnClassesThat(generator).check(CLASSES);
    noClasses().that(generator).should().dependOnClassesThat(trainer).check(CLASSES);
    noClasses()
        .that(resideInAPackage("dev.digitgan.cli.."))
        .should()
        .dependOnClassesThat(trainer.or(generator))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "generator"})
  void theInterfaceDependsOnNothingOfOurs(String service) {
    String own = "dev.digitgan." + service + ".v1";
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(resideInAPackage("dev.digitgan..").and(not(resideInAPackage(own))))
        .check(CLASSES);
  }

  @Test
  void noPackageHasMoreTypesThanAllowed() {
    Map<String, Long> larger = new TreeMap<>();
    CLASSES.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(not(resideInAPackage(GENERATED)))
        .collect(groupingBy(JavaClass::getPackageName, counting()))
        .forEach(
            (name, count) -> {
              if (count > MOST_TYPES) {
                larger.put(name, count);
              }
            });
    assertThat(larger).isEmpty();
  }

  private static DescribedPredicate<JavaClass> written(String service) {
    return resideInAPackage("dev.digitgan." + service + "..").and(not(resideInAPackage(GENERATED)));
  }
}
