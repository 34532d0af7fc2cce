package dev.kith.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.kith.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Service, agent and sandbox share this module: what it drags in, all of them carry. */
    @ArchTest
    static final ArchRule needsNoFramework = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.kith.model..", "java..", "com.fasterxml.jackson..", "com.google.i18n.phonenumbers..");
}
