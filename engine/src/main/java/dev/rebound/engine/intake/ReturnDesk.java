package dev.rebound.engine.intake;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.Report;
import dev.rebound.parse.report.ReportMeaning;
import dev.rebound.parse.report.ReportedRecipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Use case: mail that comes back.
 *
 * <p>A report acts only on the message that its envelope recipient's token names, and only if the
 * report does not name somebody else: the token proves that whoever sends this saw a message of ours,
 * not that the report is about its recipient. What proves too little is kept in {@link Quarantine} and
 * changes no state. What we cannot read anything from is kept as a note on the message it came for.
 *
 * <p>A report that came to no return path may still quote the Message-ID that we gave a message, which carries the
 * same seal. Whoever has seen the message knows that too, so it is {@linkplain EvidenceGrade#PLAUSIBLE plausible} and no
 * more: it stays in quarantine, unless the installation has chosen to believe such reports. Then a failure counts that
 * names the message's recipient.
 *
 * <p>Nothing is ever answered by mail. Thread-safe.
 */
public final class ReturnDesk implements ReturnedMailDesk {

    /** Reports of one account being taken; half of the connections that the server serves by default. */
    private static final int ACCOUNT_AT_ONCE_MAX = 100;

    /**
     * What intake works with.
     *
     * @param classifier judges what a report says of a recipient
     */
    public record Parts(
            Ledger ledger,
            MessageLookup messages,
            Quarantine quarantine,
            ReturnPathSigner signer,
            Function<Diagnostic, Verdict> classifier) {}

    private final Parts parts;
    private final MessageReader reader = new MessageReader();
    private final AccountShares shares = new AccountShares(ACCOUNT_AT_ONCE_MAX);
    private final String bounceDomain;
    private final boolean believesPlausible;
    private final WorldClock clock;

    /** One that believes what is proven, and nothing else. */
    public ReturnDesk(Parts parts, String bounceDomain, WorldClock clock) {
        this(parts, bounceDomain, false, clock);
    }

    /**
     * One that may believe more.
     *
     * @param believesPlausible whether {@linkplain EvidenceGrade#PLAUSIBLE plausible} failures count
     */
    public ReturnDesk(Parts parts, String bounceDomain, boolean believesPlausible, WorldClock clock) {
        this.parts = parts;
        this.believesPlausible = believesPlausible;
        this.bounceDomain = bounceDomain.toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    @Override
    public RecipientCheck check(String envelopeRecipient) {
        int at = envelopeRecipient.lastIndexOf('@');
        if (at < 0 || !envelopeRecipient.substring(at + 1).equalsIgnoreCase(bounceDomain)) {
            return RecipientCheck.NOT_OUR_DOMAIN;
        }
        String localPart = envelopeRecipient.substring(0, at);
        if (isPostmaster(localPart)) {
            return RecipientCheck.ACCEPTED;
        }
        return switch (parts.signer().check(localPart, clock.instant())) {
            case TokenCheck.Valid ignored -> RecipientCheck.ACCEPTED;
            case TokenCheck.Expired ignored -> RecipientCheck.EXPIRED;
            case TokenCheck.Forged ignored -> RecipientCheck.UNKNOWN_OR_FORGED;
        };
    }

    /** RFC 5321 (section 4.5.1) wants it to exist wherever mail is taken. */
    private static boolean isPostmaster(String localPart) {
        return localPart.equalsIgnoreCase("postmaster") || localPart.equalsIgnoreCase("abuse");
    }

    @Override
    public CompletableFuture<Void> take(ReturnedMail mail) {
        return CompletableFuture.allOf(mail.envelopeRecipients().stream()
                .map(recipient -> takeFor(recipient, mail))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> takeFor(String envelopeRecipient, ReturnedMail mail) {
        String localPart = envelopeRecipient.substring(0, envelopeRecipient.lastIndexOf('@'));
        return switch (parts.signer().check(localPart, clock.instant())) {
            case TokenCheck.Valid(ReturnPath path) -> shares.within(path.account(), () -> takeFor(path, mail));
            case TokenCheck.Expired ignored -> unproven(mail, QuarantineReason.EXPIRED_TOKEN);
            case TokenCheck.Forged ignored -> takeWithoutToken(mail);
        };
    }

    private CompletableFuture<Void> unproven(ReturnedMail mail, QuarantineReason why) {
        return parts.quarantine().keep(mail, why, EvidenceGrade.UNPROVEN);
    }

    /** A message of ours that a report quotes, with what it says of the very recipient. */
    private record Quoted(ReturnPath path, EmailAddress recipient, ReportedRecipient reported) {}

    private CompletableFuture<Void> takeWithoutToken(ReturnedMail mail) {
        ReadMessage read = reader.read(mail.content());
        Optional<Quoted> quoted = quoted(read);
        if (quoted.isEmpty()) {
            return unproven(mail, QuarantineReason.NO_TOKEN);
        }
        boolean acts = believesPlausible
                && read.report() instanceof Report.Bounce
                && quoted.get().reported().action() == RecipientAction.FAILED;
        return acts
                ? shares.within(quoted.get().path().account(), () -> believe(quoted.get(), read.report(), mail))
                : parts.quarantine().keep(mail, QuarantineReason.NO_TOKEN, EvidenceGrade.PLAUSIBLE);
    }

    /** Nobody but us can seal a Message-ID; and who quotes one must name its recipient, not leave that open. */
    private Optional<Quoted> quoted(ReadMessage read) {
        return read.original()
                .messageId()
                .flatMap(this::pathIn)
                .flatMap(path -> parts.messages()
                        .recipientOf(path.account(), path.message())
                        .flatMap(recipient -> ReportMeaning.naming(read.report(), recipient.key())
                                .map(reported -> new Quoted(path, recipient, reported))));
    }

    private Optional<ReturnPath> pathIn(String messageId) {
        String bare = messageId.replaceAll("^<|>$", "");
        int at = bare.lastIndexOf('@');
        if (at < 0 || !bare.substring(at + 1).equalsIgnoreCase(bounceDomain)) {
            return Optional.empty();
        }
        return switch (parts.signer().check(ReturnPathSigner.PREFIX + bare.substring(0, at), clock.instant())) {
            case TokenCheck.Valid(ReturnPath path) -> Optional.of(path);
            case TokenCheck.Expired ignored -> Optional.empty();
            case TokenCheck.Forged ignored -> Optional.empty();
        };
    }

    private CompletableFuture<Void> believe(Quoted quoted, Report report, ReturnedMail mail) {
        MessageId message = quoted.path().message();
        Evidence evidence = evidence(message, mail, quoted.reported().diagnostic(), EvidenceSource.NDR_WITHOUT_TOKEN);
        Observation observation = observe(message, report, Optional.of(quoted.reported()), evidence);
        return parts.ledger()
                .record(quoted.recipient().key(), observation, Optional.of(evidence))
                .thenAccept(events -> {});
    }

    private CompletableFuture<Void> takeFor(ReturnPath path, ReturnedMail mail) {
        Optional<EmailAddress> recipient = parts.messages().recipientOf(path.account(), path.message());
        if (recipient.isEmpty()) {
            return unproven(mail, QuarantineReason.NO_SUCH_MESSAGE);
        }
        ReadMessage read = reader.read(mail.content());
        Optional<ReportedRecipient> reported =
                ReportMeaning.of(read.report(), recipient.get().key());
        boolean aboutSomebodyElse = reported.isEmpty() && ReportMeaning.blamesAnybody(read.report());
        if (aboutSomebodyElse) {
            return unproven(mail, QuarantineReason.OTHER_RECIPIENT);
        }
        Diagnostic diagnostic = ReportMeaning.said(reported);
        Evidence evidence = evidence(path.message(), mail, diagnostic, EvidenceSource.NDR);
        Observation observation = observe(path.message(), read.report(), reported, evidence);
        return parts.ledger()
                .record(recipient.get().key(), observation, Optional.of(evidence))
                .thenAccept(events -> {});
    }

    private Observation observe(
            MessageId message, Report report, Optional<ReportedRecipient> reported, Evidence evidence) {
        return new ReportMeaning(message, evidence.id(), evidence.receivedAt())
                .observation(report, reported, parts.classifier());
    }

    /** Named by content and message, so that the same report twice is one piece of evidence. */
    private static Evidence evidence(
            MessageId message, ReturnedMail mail, Diagnostic diagnostic, EvidenceSource source) {
        EvidenceId content = EvidenceId.of(mail.content());
        Instant at = mail.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return new Evidence(
                EvidenceId.of(message.toString(), content.value()),
                source,
                at,
                diagnostic,
                Optional.of(mail.content()));
    }
}
