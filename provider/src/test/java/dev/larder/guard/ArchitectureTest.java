package dev.larder.guard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The house's rules: which package may know which. The classes are read once for all rules, which takes seconds. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String[] LEAVES = {
    "dev.larder.internal.config..",
    "dev.larder.internal.copy..",
    "dev.larder.internal.event..",
    "dev.larder.internal.expiry..",
    "dev.larder.internal.integration..",
    "dev.larder.internal.management..",
    "dev.larder.internal.processor.."
  };

  /** What all may throw. */
  private static final String ERRORS = "dev.larder.error";

  private final JavaClasses larder = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.larder");

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.larder.(**)").should().beFreeOfCycles().check(larder);
  }

  @Test
  void theCoreKnowsTheJdksBaseModuleAlone() {
    classes()
        .that()
        .resideInAPackage("dev.larder.internal.core..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            "dev.larder.internal.core..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "org.jspecify.annotations"))
        .because("the core has never heard of JCache")
        .check(larder);
  }

  @Test
  void leavesKnowNeitherEachOtherNorTheCoreNorTheFront() {
    for (String leaf : LEAVES) {
      noClasses()
          .that()
          .resideInAPackage(leaf)
          .should()
          .dependOnClassesThat(resideInAPackage("dev.larder..")
              .and(not(resideInAnyPackage(leaf, ERRORS, "dev.larder.tier"))))
          .because(
              "a leaf knows javax.cache, the JDK, the contract of tiers, and what it may throw")
          .check(larder);
    }
  }

  @Test
  void theContractOfTiersKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.larder.tier..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.larder..").and(not(resideInAnyPackage("dev.larder.tier.."))))
        .because("others implement it")
        .check(larder);
  }

  @Test
  void whatAllMayThrowKnowsNobody() {
    classes()
        .that()
        .resideInAPackage(ERRORS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ERRORS, "java.lang..", "javax.cache..", "org.jspecify.annotations"))
        .check(larder);
  }

  @Test
  void onlyTheConfigurationKnowsItsFileFormat() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.larder.internal.config..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.typesafe.."))
        .check(larder);
  }

  @Test
  void theFrontDoesNotKnowWhoHandsItOut() {
    noClasses()
        .that()
        .resideInAPackage("dev.larder.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.larder")
        .because("arrows never return")
        .check(larder);
  }

  @Test
  void nobodyPrintsToTheConsoleOrUsesAnotherLogger() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(larder);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(larder);
  }
}
