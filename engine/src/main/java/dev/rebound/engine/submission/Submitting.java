package dev.rebound.engine.submission;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.SignInThrottle;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Use case: programs hand mail over. Messages are counted by the stream their program names and by day: a day is
 * what one looks at when something went wrong, and bounds what has to be counted. Thread-safe.
 */
public final class Submitting implements SubmissionDesk {

    /** What mail is counted under whose program names no stream. */
    private static final String NO_STREAM = "SMTP";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final Parts parts;
    private final SubmissionRules rules;
    private final WorldClock clock;
    private final Consumer<EmailId> messagesAccepted;

    /**
     * What submitting works with.
     *
     * @param keys the key of a secret, if it can be used now
     */
    public record Parts(Submissions submissions, Function<String, Optional<ApiKey>> keys, SignInThrottle throttle) {}

    /**
     * @param messagesAccepted told after each commit, so that delivery looks at the queue at once
     */
    public Submitting(Parts parts, SubmissionRules rules, WorldClock clock, Consumer<EmailId> messagesAccepted) {
        this.parts = parts;
        this.rules = rules;
        this.clock = clock;
        this.messagesAccepted = messagesAccepted;
    }

    @Override
    public SignIn signIn(String user, String secret, String peer) {
        if (!parts.throttle().permits(user, peer)) {
            return new SignIn.TooMany();
        }
        Optional<ApiKey> key = parts.keys()
                .apply(secret)
                .filter(found -> found.account().toString().equals(user.strip()))
                .filter(found -> found.permissions().contains(Permission.SUBMIT));
        if (key.isEmpty()) {
            parts.throttle().failed(user, peer);
            return new SignIn.Wrong();
        }
        parts.throttle().succeeded(user, peer);
        return new SignIn.Granted(new Submitter(key.get().account(), key.get().name()));
    }

    @Override
    public Optional<NotSentReason> refusalOf(Submitter submitter, EmailAddress recipient) {
        return switch (rules.refused()) {
            case REFUSE -> parts.submissions().refusalOf(submitter.account(), recipient.key(), clock.instant());
            case RECORD -> Optional.empty();
        };
    }

    @Override
    public boolean mayWriteFrom(Submitter submitter, EmailAddress from) {
        return rules.allow(submitter.account(), from.key().domain());
    }

    @Override
    public CompletableFuture<Void> take(Submitter submitter, SubmittedMail mail) {
        Instant now = clock.instant();
        return parts.submissions()
                .accept(submitter, mail, countedAs(mail.stream(), now), now)
                .thenAccept(messagesAccepted);
    }

    /** The name of the email under which a day's mail of a stream is counted. */
    static String countedAs(Optional<String> stream, Instant at) {
        return stream.orElse(NO_STREAM) + " " + DAY.format(at);
    }
}
