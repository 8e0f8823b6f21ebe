package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.classify.Classifier;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.NoticeForm;
import dev.rebound.transport.sandbox.script.Outcome;
import dev.rebound.transport.sandbox.script.SandboxScript;
import dev.rebound.transport.sandbox.script.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the script claims a behaviour means is what Rebound concludes from the words it plays. */
class SandboxReadingTest {

    private static final Classifier CLASSIFIER = Classifier.builtIn();

    @TempDir
    static Path folder;

    private static SandboxFixture sandbox;

    @BeforeAll
    static void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static Stream<Behaviour> answers() {
        return SandboxScript.standard().behaviours().values().stream()
                .filter(behaviour -> behaviour
                        .action()
                        .filter(Action.Answer.class::isInstance)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void replyMeansWhatTheScriptClaims(Behaviour behaviour) throws Exception {
        SmtpReply reply = sandbox.deliver(SandboxBehavioursTest.recipient(behaviour), "<1@rebound.test>")
                .orElseThrow();
        Verdict verdict = CLASSIFIER.classify(Diagnostic.of(reply, command(behaviour.stage()), "mx.acme.example"));
        assertEquals(expected(behaviour), verdict.reason(), reply.text() + " by " + verdict.rule());
    }

    private static Reason expected(Behaviour behaviour) {
        return switch (behaviour.expect()) {
            case Outcome.Delivered _ -> behaviour.deferral().orElseThrow();
            case Outcome.Bounced bounced -> bounced.reason();
        };
    }

    private static SmtpCommand command(Stage stage) {
        return switch (stage) {
            case DNS, CONNECT -> SmtpCommand.CONNECT;
            case MAIL -> SmtpCommand.MAIL;
            case RCPT -> SmtpCommand.RCPT;
            case DATA -> SmtpCommand.DATA;
            case END_OF_DATA -> SmtpCommand.END_OF_DATA;
        };
    }

    static Stream<Behaviour> bounces() {
        return SandboxScript.standard().behaviours().values().stream()
                .filter(behaviour -> behaviour
                        .notice()
                        .filter(plan -> plan.form().kind() == NoticeForm.Kind.BOUNCE)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("bounces")
    void reportMeansWhatTheScriptClaims(Behaviour behaviour) throws Exception {
        ReportedRecipient reported = read(behaviour).report().recipients().getFirst();
        Verdict verdict = CLASSIFIER.classify(reported.diagnostic());
        assertEquals(expected(behaviour), verdict.reason(), reported.text() + " by " + verdict.rule());
    }

    static Stream<Behaviour> notices() {
        return SandboxNoticesTest.notices();
    }

    @ParameterizedTest
    @MethodSource("notices")
    void noticeIsReadAsWhatItIsAndForWhomItIs(Behaviour behaviour) throws Exception {
        ReadMessage read = read(behaviour);
        MessageKind expected = switch (behaviour.notice().orElseThrow().form().kind()) {
            case BOUNCE -> MessageKind.BOUNCE;
            case DELAY -> MessageKind.DELAY;
            case AUTO_REPLY -> MessageKind.AUTO_REPLY;
            case COMPLAINT -> MessageKind.COMPLAINT;
        };
        assertEquals(expected, read.kind());
        assertEquals(
                Optional.of(SandboxNoticesTest.recipient(behaviour)),
                read.report().recipients().getFirst().address());
    }

    private static ReadMessage read(Behaviour behaviour) throws Exception {
        NoticeCatcher.Caught notice = SandboxNoticesTest.notice(sandbox, behaviour);
        return new MessageReader().read(notice.content().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void somethingIsCompared() {
        assertEquals(
                true, answers().count() > 40 && bounces().count() > 15, "the script has lost most of its behaviours");
    }
}
