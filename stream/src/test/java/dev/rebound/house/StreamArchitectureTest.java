package dev.rebound.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.policy.Effect;
import org.junit.jupiter.api.Test;

/** The stream job adapts what others decide. */
final class StreamArchitectureTest {

    private static final String STREAM = "dev.rebound.stream..";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rebound.stream");

    @Test
    void theJobKnowsTheRulesAndTheFormsAndNoInstallation() {
        classes()
                .that()
                .resideInAPackage(STREAM)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        STREAM,
                        "dev.rebound.core..",
                        "dev.rebound.parse..",
                        "dev.rebound.classify..",
                        "dev.rebound.feed..",
                        "java..",
                        "org.apache.flink..",
                        "org.apache.kafka..",
                        "kafka..",
                        "scala..",
                        "com.fasterxml.jackson..",
                        "picocli..",
                        "org.slf4j..",
                        "org.jspecify.."))
                .check(PROGRAM);
    }

    /** Events and what bounces do are made by the rules of {@code core} alone. */
    @Test
    void theJobHasNoRuleOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(STREAM)
                .should()
                .callConstructorWhere(DescribedPredicate.<JavaConstructorCall>describe(
                        "makes an event or an effect",
                        call -> call.getTargetOwner().isAssignableTo(LedgerEvent.class)
                                || call.getTargetOwner().isAssignableTo(Effect.class)))
                .check(PROGRAM);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.rebound.(stream.*)..").should().beFreeOfCycles().check(PROGRAM);
    }
}
