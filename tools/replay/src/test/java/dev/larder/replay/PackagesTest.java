package dev.larder.replay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Logs are read, policies play them, curves are drawn: none knows who puts them together. */
class PackagesTest {
  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.larder.(**)")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.larder.replay"));
  }
}
