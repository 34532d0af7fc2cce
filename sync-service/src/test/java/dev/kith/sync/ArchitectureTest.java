package dev.kith.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may depend on which. */
@AnalyzeClasses(packages = "dev.kith.sync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FRAMEWORKS = {"io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta.."};

    private static final String[] DECISIONS = {
        "dev.kith.sync.backfill", "dev.kith.sync.backfill.identity..", "dev.kith.sync.backfill.field.."
    };

    @ArchTest
    static final ArchRule decisionsNeedNoFramework = noClasses()
            .that()
            .resideInAnyPackage(DECISIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    /** What loads and writes is chosen by those who apply, not by those who decide. */
    @ArchTest
    static final ArchRule decisionsKnowNothingOfLoadingAndWriting = noClasses()
            .that()
            .resideInAnyPackage(DECISIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.kith.sync.backfill.apply..", "dev.kith.sync.backfill.write..", "dev.kith.sync.database..");

    @ArchTest
    static final ArchRule cardsAreReadWithoutAFramework = noClasses()
            .that()
            .resideInAnyPackage("dev.kith.sync.provider.vcard..", "dev.kith.sync.provider.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule nobodyKnowsGoogleButItsProvider = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kith.sync.provider.google..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.kith.sync.provider.google..");

    @ArchTest
    static final ArchRule nobodyKnowsCardDavButItsProvider = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kith.sync.provider.carddav..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.kith.sync.provider.carddav..");

    /** Its errors become answers in one place. */
    @ArchTest
    static final ArchRule nobodyKnowsFilesButTheirProvider = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kith.sync.provider.file..")
            .and()
            .doNotHaveSimpleName("ErrorFunnel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.kith.sync.provider.file..");

    @ArchTest
    static final ArchRule operationsDoNotKnowWhoAsks = noClasses()
            .that()
            .resideOutsideOfPackages("dev.kith.sync.api..", "dev.kith.sync.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kith.sync.api..", "dev.kith.sync.web..");

    @ArchTest
    static final ArchRule programsNeedNoPages = noClasses()
            .that()
            .resideInAPackage("dev.kith.sync.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.kith.sync.web..");

    /** It may be gone when they run, and where they fail there is no answer at all. */
    @ArchTest
    static final ArchRule whatSeesToAnswersHoldsNothingOfTheRequestScope = fields().that()
            .areDeclaredInClassesThat(DescribedPredicate.describe(
                    "see to answers",
                    (JavaClass type) -> type.getMethods().stream()
                            .anyMatch(method -> method.isAnnotatedWith(ServerResponseFilter.class))))
            .should()
            .notHaveRawType(DescribedPredicate.describe(
                    "of the request scope",
                    (JavaClass type) -> type.isAnnotatedWith(RequestScoped.class)
                            || type.isAssignableTo(SecurityIdentity.class)
                            || type.isAssignableTo(RoutingContext.class)));

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noClassIsLongerThanFourHundredLines(String folder) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of(folder))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .allMatch(file -> lines(file) <= 400);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
