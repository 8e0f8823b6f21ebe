package dev.rebound.transport.real;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.intake.ReturnedMailDesk;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.Report;
import dev.rebound.parse.report.ReportedRecipient;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our server for returned mail; what comes is matched by its token, read and classified. */
final class ReturnBox implements ReturnedMailDesk, AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final AccountId ACCOUNT = new AccountId(7);

    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[32]));
    private final MessageReader reader = new MessageReader();
    private final Classifier classifier = Classifier.builtIn();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final ReturnedMailServer server;

    ReturnBox() {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = ReturnedMailServer.start(
                new SmtpServerSettings(
                        anyPort, "returned-mail.port", "mx.bounce.example", Optional.empty(), ServerLimits.STANDARD),
                this,
                InstantSource.system());
    }

    /**
     * What a report told.
     *
     * @param message the one its return path was made for
     * @param recipient whom it names
     */
    record Heard(MessageId message, MessageKind kind, String recipient, Verdict verdict) {}

    Verdict classify(Diagnostic said) {
        return classifier.classify(said);
    }

    int port() {
        return server.address().getPort();
    }

    /** A return path that only this message has. */
    EmailAddress returnPathOf(long message) {
        Instant expiry = Instant.now().plus(Duration.ofDays(1));
        String localPart = signer.sign(ACCOUNT, new MessageId(message), expiry);
        return EmailAddress.parse(localPart + "@bounce.example").orElseThrow();
    }

    /** The next report; empty if none comes. */
    Optional<Heard> next() throws InterruptedException {
        return Optional.ofNullable(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private TokenCheck token(String envelopeRecipient) {
        return signer.check(envelopeRecipient.substring(0, envelopeRecipient.lastIndexOf('@')), Instant.now());
    }

    @Override
    public RecipientCheck check(String envelopeRecipient) {
        return token(envelopeRecipient) instanceof TokenCheck.Valid
                ? RecipientCheck.ACCEPTED
                : RecipientCheck.UNKNOWN_OR_FORGED;
    }

    @Override
    public CompletableFuture<Void> take(ReturnedMail mail) {
        if (token(mail.envelopeRecipients().getFirst()) instanceof TokenCheck.Valid valid) {
            Report report = reader.read(mail.content()).report();
            for (ReportedRecipient reported : report.recipients()) {
                heard.add(new Heard(
                        valid.returnPath().message(),
                        report.kind(),
                        reported.address().orElse(""),
                        classifier.classify(reported.diagnostic())));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        server.close();
    }
}
