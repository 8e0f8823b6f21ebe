package dev.rebound.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may know whom. Maven already keeps a module from using one below it; these are the finer rules, most of them
 * about what a module must not know of the world: the pure modules neither read files nor clocks, and each library
 * has one module that knows it, so that replacing the library changes one module.
 */
final class ArchitectureTest {

    private static final String CORE = "dev.rebound.core..";
    private static final String PARSE = "dev.rebound.parse..";
    private static final String CLASSIFY = "dev.rebound.classify..";
    private static final String FEED = "dev.rebound.feed..";
    private static final String BENCH = "dev.rebound.bench..";
    private static final String ENGINE = "dev.rebound.engine..";
    private static final String STORE = "dev.rebound.store..";
    private static final String TRANSPORT = "dev.rebound.transport..";
    private static final String SERVER = "dev.rebound.server..";
    private static final String CLI = "dev.rebound.cli..";

    private static final String WORDS_THAT_SAY_NOTHING = "(util|common|helper|manager|impl|service|misc|data)s?";

    /** What tells the time or makes chance: a pure decision gets both as arguments. */
    private static final Set<String> CLOCKS_AND_DICE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Random.<init>",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.security.SecureRandom.<init>",
            "java.util.UUID.randomUUID");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Where everything is packaged before it is tested, the store's tests come as an archive.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.rebound");

    /** Every package is a slice of its own, also where one lies in another. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {CORE, PARSE, CLASSIFY, FEED, BENCH, ENGINE, STORE, TRANSPORT, SERVER, CLI})
    void everyModuleIsOnTheTestsClassPath(String module) {
        assertTrue(PROGRAM.stream().anyMatch(resideInAPackage(module)), module + " is not looked at");
    }

    @Test
    void coreKnowsNothingButTheLanguage() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE, "java..", "javax.crypto..", "org.jspecify.."))
                .check(PROGRAM);
    }

    @Test
    void theReaderOfMailKnowsOnlyCore() {
        classes()
                .that()
                .resideInAPackage(PARSE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PARSE, CORE, "java..", "org.jspecify.."))
                .check(PROGRAM);
    }

    @Test
    void theClassifierKnowsOnlyCore() {
        classes()
                .that()
                .resideInAPackage(CLASSIFY)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CLASSIFY, CORE, "java..", "org.jspecify.."))
                .check(PROGRAM);
    }

    @Test
    void formsOfRecordsKnowOnlyWhatTheyWriteDown() {
        classes()
                .that()
                .resideInAPackage(FEED)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(FEED, PARSE, CORE, "java..", "com.fasterxml.jackson..", "org.jspecify.."))
                .check(PROGRAM);
    }

    @Test
    void whatMeasuresIsUsedByTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BENCH, CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BENCH)
                .check(PROGRAM);
        classes()
                .that()
                .resideInAPackage(BENCH)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        BENCH,
                        CORE,
                        PARSE,
                        CLASSIFY,
                        ENGINE,
                        STORE,
                        TRANSPORT,
                        SERVER,
                        "java..",
                        "javax.sql..",
                        "org.jspecify..",
                        "com.sun.management..",
                        "jakarta.mail..",
                        "org.eclipse.angus.."))
                .check(PROGRAM);
    }

    @Test
    void theEngineKnowsNeitherItsStoresNorItsWiresNorItsPages() {
        classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ENGINE, CORE, PARSE, CLASSIFY, "java..", "javax.crypto..", "org.jspecify..", "org.slf4j.."))
                .check(PROGRAM);
    }

    @Test
    void storeAndTransportDoNotKnowEachOtherNorWhatIsAboveThem() {
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT, SERVER, CLI)
                .check(PROGRAM);
        noClasses()
                .that()
                .resideInAPackage(TRANSPORT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, SERVER, CLI)
                .check(PROGRAM);
    }

    @Test
    void thePureModulesDoNoInputOrOutput() {
        DescribedPredicate<JavaClass> world = resideInAnyPackage(
                        "java.nio.file..", "java.nio.channels..", "java.net..", "javax.net..", "java.sql..")
                .and(not(name("java.net.IDN")))
                .or(name("java.io.File"))
                .or(name("java.io.FileInputStream"))
                .or(name("java.io.FileOutputStream"))
                .or(name("java.io.RandomAccessFile"))
                .as("the file system, the network or a database");
        noClasses()
                .that()
                .resideInAnyPackage(CORE, PARSE)
                .should()
                .dependOnClassesThat(world)
                .check(PROGRAM);
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.io..")
                .check(PROGRAM);
    }

    @Test
    void decisionsAskNoClockAndRollNoDice() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE, PARSE, CLASSIFY, FEED, ENGINE)
                .and()
                .resideOutsideOfPackage("dev.rebound.engine.time..")
                .should()
                .accessTargetWhere(asksClockOrDice())
                .check(PROGRAM);
    }

    @Test
    void nothingSleepsByTheWallClock() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(PROGRAM);
    }

    @Test
    void eachLibraryIsKnownByOneModule() {
        onlyKnownBy(SERVER, "io.javalin..", "org.eclipse.jetty..", "org.bouncycastle..", "de.siegmar.fastcsv..");
        onlyKnownBy(STORE, "org.jdbi..", "org.sqlite..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..");
        onlyKnownBy(TRANSPORT, "org.xbill..");
        // Measured beside ours, too: they are the references.
        onlyKnownBy(Set.of(STORE, BENCH), "java.sql..", "javax.sql..");
        onlyKnownBy(Set.of(TRANSPORT, BENCH), "jakarta.mail..", "org.eclipse.angus..");
        onlyKnownBy(CLI, "picocli..", "me.tongfei..");
    }

    @Test
    void onlyTheCommandLineWritesToTheConsoleOrEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(PROGRAM);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                // An entry of a contact's timeline names the email it is about; it asks nothing of it.
                .ignoreDependency(
                        resideInAPackage("dev.rebound.engine.contact"), name("dev.rebound.engine.email.EmailId"))
                .check(PROGRAM);
    }

    @Test
    void noPackageOrClassHasANameThatSaysNothing() {
        for (JavaClass type : PROGRAM) {
            for (String part : type.getPackageName().split("\\.", -1)) {
                assertFalse(part.matches(WORDS_THAT_SAY_NOTHING), type::getName);
            }
            assertFalse(type.getSimpleName().matches("(?:.*[a-z])?(?i:" + WORDS_THAT_SAY_NOTHING + ")"), type::getName);
        }
    }

    private static void onlyKnownBy(String module, String... library) {
        onlyKnownBy(Set.of(module), library);
    }

    private static void onlyKnownBy(Set<String> modules, String... library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(modules.toArray(String[]::new))
                .and()
                .resideInAPackage("dev.rebound..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(PROGRAM);
    }

    private static DescribedPredicate<JavaAccess<?>> asksClockOrDice() {
        return DescribedPredicate.describe(
                "asks a clock or makes chance",
                access -> CLOCKS_AND_DICE.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
