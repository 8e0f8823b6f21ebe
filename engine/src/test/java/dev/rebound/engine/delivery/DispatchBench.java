package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.engine.memory.HandClock;
import dev.rebound.engine.memory.MemoryLedger;
import dev.rebound.engine.node.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** A dispatcher between a ledger in memory and a server that answers as it is told. */
abstract class DispatchBench {

    static final MessageContent CONTENT =
            new MessageContent.Given("Subject: hi\r\n\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII));

    static final TlsState TLS = new TlsState.Encrypted(
            "TLSv1.3", "TLS_AES_256_GCM_SHA384", TlsState.CertificateState.EXPIRED, TlsDemand.ENCRYPTED);

    final HandClock clock = new HandClock();
    final MemoryLedger ledger = new MemoryLedger();
    final FailingJournal journal = new FailingJournal();
    final Queue<AttemptOutcome> answers = new ConcurrentLinkedQueue<>();
    final List<Envelope> sent = new CopyOnWriteArrayList<>();
    Supplier<Optional<MessageContent>> content = () -> Optional.of(CONTENT);

    final Dispatcher dispatcher = new Dispatcher(
            new Dispatcher.Parts(
                    ledger,
                    ledger,
                    ledger,
                    journal,
                    this::attempt,
                    domain -> domain,
                    message -> content.get(),
                    new ReturnPaths(
                            new ReturnPathSigner(List.of(new byte[16])), "bounce.shop.example", Duration.ofDays(30)),
                    DispatchBench::judge,
                    Lease.SOLE),
            DispatchSettings.standard(),
            clock);

    private AttemptOutcome attempt(Envelope envelope, MessageContent content, MailTransport.AttemptProgress progress) {
        progress.beforeEndOfData();
        sent.add(envelope);
        AttemptOutcome answer = answers.poll();
        if (answer == null) {
            throw new IllegalStateException("nobody expected this attempt");
        }
        return answer;
    }

    static Verdict judge(Diagnostic diagnostic) {
        boolean trying = diagnostic.finality() == Diagnostic.Finality.STILL_TRYING;
        return new Verdict(
                trying ? BounceType.PENDING : BounceType.HARD,
                trying ? Reason.RECIPIENT_TEMPORARY : Reason.UNKNOWN_USER,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("test"),
                "1",
                List.of(),
                Optional.empty());
    }

    static AttemptOutcome reply(int code, SmtpCommand command) {
        return new AttemptOutcome.Replied(SmtpReply.of(code, "text"), command, "mx.shop.example", "192.0.2.1", TLS);
    }

    static AttemptOutcome failed(NetworkFailure failure, boolean maybeAccepted) {
        return new AttemptOutcome.Failed(failure, "detail", Optional.empty(), Optional.empty(), maybeAccepted);
    }

    MessageId accept(String address) {
        return ledger.accept(1, 1, address, clock.instant());
    }

    void awaitStatus(MessageId message, MessageStatus status) {
        ledger.await("status " + status, () -> ledger.message(message).status() == status);
    }

    long eventsOf(Class<? extends LedgerEvent> type) {
        return ledger.events().stream().filter(type::isInstance).count();
    }

    @AfterEach
    void stop() {
        dispatcher.close();
        assertTrue(ledger.verify().agrees());
    }
}
