package dev.rebound.engine.inbox;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.inbox.MailSubmission.Handed;
import dev.rebound.engine.inbox.MailSubmission.Letter;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.inbox.SentFolder.Filing;
import dev.rebound.engine.inbox.SentFolder.SentCopy;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.time.WorldClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Use case: somebody writes to one person through an inbox. The email is kept before it is handed over and its end after that, so
 * that a report finds it however the process ends. Thread-safe.
 *
 * <p>What the server says at once of recipient or content is a bounce like any other. What it says of whoever sends ("you have sent
 * enough for today") is not: it would suppress the recipient for the sender's fault.
 */
public final class OneToOneSending {

    private final Parts parts;
    private final OneToOneComposing composing;
    private final Heed heed;
    private final WorldClock clock;

    /**
     * What sending works with.
     *
     * @param classifier judges what a server says when it refuses
     * @param afterwards runs what nobody waits for: the copy among the sent mail
     */
    public record Parts(
            Inboxes inboxes,
            SignIns signIns,
            OneToOneMessages messages,
            MailSubmission submission,
            SentFolder sentFolder,
            InboxHabits habits,
            RecipientStanding standing,
            Function<Diagnostic, Verdict> classifier,
            Executor afterwards) {}

    /** What happens to an email to an address that the account suppresses, or that bounced globally. */
    public enum Heed {
        /** Whoever writes is warned, and may insist. */
        WARN,
        /** It is not sent. */
        REFUSE
    }

    public OneToOneSending(Parts parts, OneToOneComposing composing, Heed heed, WorldClock clock) {
        this.parts = parts;
        this.composing = composing;
        this.heed = heed;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The owner's server took it. */
        record Sent(OneToOneMessage message) implements Outcome {}

        /** It did not, or nobody knows; the message's state says which. */
        record NotSent(OneToOneMessage message, Optional<MailTrouble> trouble) implements Outcome {}

        /** The inbox is disconnected, or its owner has to sign in again. */
        record InboxDisconnected() implements Outcome {}

        /**
         * Something speaks against writing there; nothing was sent.
         *
         * @param mayInsist whether it is sent if its writer wants it all the same
         */
        record Withheld(NotSentReason why, boolean mayInsist) implements Outcome {}

        /** There is nothing to send, or it could not be a message. */
        record Unsendable(String why) implements Outcome {}
    }

    /** What speaks against writing somewhere, and whether one may all the same. */
    public record Objection(NotSentReason why, boolean mayInsist) {}

    /** What speaks against sending this; an unsubscribed contact only wants no marketing email. */
    public Optional<Objection> objection(Inbox inbox, OneToOneWriting written) {
        return parts.standing()
                .refusal(inbox.account(), written.to().address(), written.contact())
                .filter(why -> why != NotSentReason.UNSUBSCRIBED)
                .map(why -> new Objection(why, heed == Heed.WARN));
    }

    /** Sends; returns once what came of it is committed. */
    public Outcome send(Inbox inbox, OneToOneWriting written) {
        return send(inbox, written, id -> {});
    }

    /**
     * The same for somebody who has to know of it before anything can have been sent.
     *
     * @param begun takes its number after it is kept and before it is handed over; if it throws, nothing is sent
     */
    public Outcome send(Inbox inbox, OneToOneWriting written, Consumer<OneToOneId> begun) {
        if (!inbox.canSend()) {
            return new Outcome.InboxDisconnected();
        }
        Optional<Objection> objection = objection(inbox, written);
        if (objection
                .filter(against -> !against.mayInsist() || !written.insists())
                .isPresent()) {
            return new Outcome.Withheld(objection.get().why(), objection.get().mayInsist());
        }
        String signature = parts.habits().of(inbox.id()).signature();
        return switch (composing.compose(inbox, written, signature)) {
            case OneToOneComposing.Made.Wrong(String why) -> new Outcome.Unsendable(why);
            case OneToOneComposing.Made.Ready ready ->
                switch (parts.signIns().of(inbox)) {
                    case SignIns.Found.Unusable ignored -> new Outcome.InboxDisconnected();
                    case SignIns.Found.Usable(SignIn signIn) -> hand(new Handing(inbox, signIn, ready), written, begun);
                };
        };
    }

    /** What is handed over, and by whom. */
    private record Handing(Inbox inbox, SignIn signIn, OneToOneComposing.Made.Ready ready) {}

    private Outcome hand(Handing handing, OneToOneWriting written, Consumer<OneToOneId> begun) {
        Inbox inbox = handing.inbox();
        OneToOneToken token = handing.ready().token();
        NewOneToOne email = new NewOneToOne(
                inbox.account(),
                inbox.id(),
                written.contact(),
                written.to().address(),
                handing.ready().subject(),
                token,
                token.messageIdFrom(inbox.address()));
        List<String> files = written.files().stream().map(EmailFile::name).toList();
        OneToOneId id = parts.messages()
                .begin(
                        email,
                        new OneToOneContent(
                                handing.ready().text(), handing.ready().html(), files),
                        clock.instant());
        tell(begun, id);
        Letter letter = new Letter(
                inbox.address(), written.to().address(), handing.ready().content());
        Handed handed = parts.submission().hand(inbox.servers().smtp(), handing.signIn(), letter);
        return switch (handed) {
            case Handed.Taken(Diagnostic reply) -> {
                parts.messages().sent(id, evidence(id, reply)).join();
                parts.afterwards().execute(() -> file(handing, id, email.headerId()));
                yield new Outcome.Sent(kept(inbox, id));
            }
            case Handed.Refused(Diagnostic reply) -> refused(inbox, id, reply);
            case Handed.NotHanded(MailTrouble trouble) -> notSent(inbox, id, OneToOneState.NOT_SENT, trouble);
            case Handed.Unclear(MailTrouble trouble) -> notSent(inbox, id, OneToOneState.UNCLEAR, trouble);
        };
    }

    private void tell(Consumer<OneToOneId> begun, OneToOneId id) {
        boolean told = false;
        try {
            begun.accept(id);
            told = true;
        } finally {
            if (!told) {
                parts.messages().ended(id, OneToOneState.NOT_SENT, "");
            }
        }
    }

    private Evidence evidence(OneToOneId id, Diagnostic reply) {
        return new Evidence(
                EvidenceId.of("one-to-one", id.toString(), reply.text()),
                EvidenceSource.SMTP_REPLY,
                clock.instant(),
                reply,
                Optional.empty());
    }

    private Outcome refused(Inbox inbox, OneToOneId id, Diagnostic reply) {
        Verdict verdict = parts.classifier().apply(reply);
        if (isAboutTheSender(verdict.fault())) {
            return notSent(
                    inbox,
                    id,
                    OneToOneState.NOT_SENT,
                    new MailTrouble(MailTrouble.Kind.REFUSED, MailTrouble.Side.SMTP, reply.text()));
        }
        // Nobody tries again by themselves, so what would be pending elsewhere has ended here.
        Verdict last = verdict.type() == BounceType.PENDING ? verdict.expired() : verdict;
        parts.messages().refused(id, evidence(id, reply), last).join();
        return new Outcome.NotSent(kept(inbox, id), Optional.empty());
    }

    private static boolean isAboutTheSender(Fault fault) {
        return switch (fault) {
            case SENDER_AUTHENTICATION, SENDER_REPUTATION, SENDER_SYSTEM -> true;
            case RECIPIENT, CONTENT, RECEIVER, NETWORK, UNKNOWN -> false;
        };
    }

    private Outcome notSent(Inbox inbox, OneToOneId id, OneToOneState state, MailTrouble trouble) {
        parts.messages().ended(id, state, trouble.words());
        return new Outcome.NotSent(kept(inbox, id), Optional.of(trouble));
    }

    private OneToOneMessage kept(Inbox inbox, OneToOneId id) {
        return parts.messages().find(inbox.account(), id).orElseThrow();
    }

    private void file(Handing handing, OneToOneId id, String headerId) {
        MailServers servers = handing.inbox().servers();
        if (MailProvider.filesWhatIsSent(servers.smtp())) {
            parts.messages().copied(id, OneToOneCourse.SentCopyState.BY_PROVIDER, "");
            return;
        }
        SentCopy copy = new SentCopy(headerId, handing.ready().content());
        switch (parts.sentFolder().file(servers.imap(), handing.signIn(), copy)) {
            case Filing.Filed ignored -> parts.messages().copied(id, OneToOneCourse.SentCopyState.FILED, "");
            case Filing.WasThere ignored -> parts.messages().copied(id, OneToOneCourse.SentCopyState.BY_PROVIDER, "");
            case Filing.NotFiled(MailTrouble trouble) ->
                parts.messages().copied(id, OneToOneCourse.SentCopyState.NOT_FILED, trouble.words());
        }
    }
}
