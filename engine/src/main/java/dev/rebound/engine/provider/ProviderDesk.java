package dev.rebound.engine.provider;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.provider.ProviderDialect.Reading;
import dev.rebound.engine.provider.ProviderDialect.Why;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.parse.provider.EventMeaning;
import dev.rebound.parse.provider.ProviderEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Use case: a provider that relays our mail tells what became of it.
 *
 * <p>Two proofs are asked for: that the call is the provider's, and that the event carries a token of ours, sealed for the
 * very message, in whatever the provider has kept of it (envelope sender, Message-ID, metadata). Then it is evidence as a
 * report at the message's own return path is: with a server's reply and a report it is one bounce. An event that
 * is the provider's but has lost the token is plausible if a relay took just one message to its recipient in the last
 * days; as with reports, such a failure acts only where the installation has chosen so. Everything else goes to quarantine. Told
 * twice is told once, and the order does not matter: evidence has a name, and a message only gets worse. Thread-safe.
 */
public final class ProviderDesk {

    /** What stands for the peer in quarantine, before the name of the source. */
    public static final String PEER_PREFIX = "provider ";

    /** How far back a message may have been relayed that an event without token is about. */
    static final Duration PLAUSIBLE_FOR = Duration.ofDays(7);

    /** Calls that prove nothing and are kept, in a minute: enough to see what is wrong, too few to fill a disk. */
    static final int UNPROVEN_A_MINUTE = 60;
    /** Octets that are kept of a call that proves nothing. */
    private static final int UNPROVEN_OCTETS_MAX = 64 * 1024;

    /**
     * What it works with.
     *
     * @param classifier judges what a server is said to have said
     * @param dialects of all providers
     */
    public record Parts(
            EventSources sources,
            Ledger ledger,
            MessageLookup messages,
            Quarantine quarantine,
            ReturnPathSigner signer,
            Function<Diagnostic, Verdict> classifier,
            Map<Provider, ProviderDialect> dialects) {

        public Parts {
            dialects = Map.copyOf(dialects);
            if (dialects.size() != Provider.values().length) {
                throw new IllegalArgumentException("every provider has its dialect");
            }
        }
    }

    private final Parts parts;
    private final boolean believesPlausible;
    private final WorldClock clock;
    private final MinuteCount unproven = new MinuteCount(UNPROVEN_A_MINUTE);

    /**
     * @param believesPlausible whether {@linkplain EvidenceGrade#PLAUSIBLE plausible} failures count
     */
    public ProviderDesk(Parts parts, boolean believesPlausible, WorldClock clock) {
        this.parts = parts;
        this.believesPlausible = believesPlausible;
        this.clock = clock;
    }

    /** What the provider is answered. */
    public enum Answer {
        /** Everything in it is committed, as evidence or in quarantine. */
        TAKEN,
        /** It is not proven; a provider that was set up wrongly tries again, and nothing is lost. */
        NOT_PROVEN,
        /** It should be tried again. */
        LATER
    }

    /** Takes a call; completes once what it says is committed and synced, exceptionally if it could not be. */
    public CompletableFuture<Answer> take(EventSource source, ProviderCall call) {
        Reading reading = source.secret()
                .map(secret -> dialect(source).read(secret, call))
                .orElseGet(() -> new Reading.Refused(Why.NOT_THEIRS));
        return switch (reading) {
            case Reading.Events(List<ProviderEvent> events) -> take(source, events);
            case Reading.Nothing ignored -> CompletableFuture.completedFuture(Answer.TAKEN);
            case Reading.Later ignored -> CompletableFuture.completedFuture(Answer.LATER);
            case Reading.Refused(Why why) -> refuse(source, call, why);
        };
    }

    private ProviderDialect dialect(EventSource source) {
        return Optional.ofNullable(parts.dialects().get(source.provider())).orElseThrow();
    }

    private CompletableFuture<Answer> take(EventSource source, List<ProviderEvent> events) {
        List<CompletableFuture<Boolean>> taken =
                events.stream().map(event -> take(source, event)).toList();
        return CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).thenApply(all -> {
            long proven = taken.stream().filter(CompletableFuture::join).count();
            if (!events.isEmpty()) {
                parts.sources().came(source.id(), clock.instant(), proven, events.size() - proven);
            }
            return Answer.TAKEN;
        });
    }

    private CompletableFuture<Answer> refuse(EventSource source, ProviderCall call, Why why) {
        Answer answer = why == Why.UNREADABLE ? Answer.TAKEN : Answer.NOT_PROVEN;
        if (answer == Answer.NOT_PROVEN && !unproven.isWithin(source.id().value(), call.receivedAt())) {
            return CompletableFuture.completedFuture(answer);
        }
        byte[] content = call.body().length > UNPROVEN_OCTETS_MAX
                ? Arrays.copyOf(call.body(), UNPROVEN_OCTETS_MAX)
                : call.body();
        QuarantineReason reason = switch (why) {
            case NOT_THEIRS -> QuarantineReason.NOT_THE_PROVIDER;
            case TOO_OLD -> QuarantineReason.SIGNED_TOO_LONG_AGO;
            case UNREADABLE -> QuarantineReason.UNREADABLE_EVENT;
        };
        return keep(source, List.of(), content, reason, EvidenceGrade.UNPROVEN).thenApply(kept -> {
            parts.sources().came(source.id(), clock.instant(), 0, 1);
            return answer;
        });
    }

    /** Whether it was proven. */
    private CompletableFuture<Boolean> take(EventSource source, ProviderEvent event) {
        Optional<TokenCheck> token = tokenIn(event);
        if (token.isEmpty()) {
            return takeWithoutToken(source, event);
        }
        return switch (token.get()) {
            case TokenCheck.Valid(ReturnPath path) -> take(source, event, path);
            case TokenCheck.Expired ignored -> unproven(source, event, QuarantineReason.EXPIRED_TOKEN);
            case TokenCheck.Forged ignored -> unproven(source, event, QuarantineReason.NO_TOKEN);
        };
    }

    /** The first that is ours and in time, else the first that is ours. */
    private Optional<TokenCheck> tokenIn(ProviderEvent event) {
        List<TokenCheck> ours = event.marks().stream()
                .map(mark -> parts.signer().check(localPart(mark), clock.instant()))
                .filter(check -> !(check instanceof TokenCheck.Forged))
                .toList();
        return ours.stream()
                .filter(TokenCheck.Valid.class::isInstance)
                .findFirst()
                .or(() -> ours.stream().findFirst());
    }

    /** Of a return path, of a Message-ID in its angle brackets, or a bare token. */
    private static String localPart(String mark) {
        String bare = mark.strip().replaceAll("^<|>$", "");
        int at = bare.lastIndexOf('@');
        String local = at < 0 ? bare : bare.substring(0, at);
        boolean isReturnPath =
                local.regionMatches(true, 0, ReturnPathSigner.PREFIX, 0, ReturnPathSigner.PREFIX.length());
        return isReturnPath ? local : ReturnPathSigner.PREFIX + local;
    }

    private CompletableFuture<Boolean> take(EventSource source, ProviderEvent event, ReturnPath path) {
        Optional<EmailAddress> recipient = parts.messages().recipientOf(path.account(), path.message());
        if (recipient.isEmpty()) {
            return unproven(source, event, QuarantineReason.NO_SUCH_MESSAGE);
        }
        AddressKey key = recipient.get().key();
        boolean aboutSomebodyElse = event.recipient().isPresent()
                && addressIn(event).filter(key::equals).isEmpty();
        return aboutSomebodyElse
                ? unproven(source, event, QuarantineReason.OTHER_RECIPIENT)
                : record(key, path.message(), event, EvidenceSource.PROVIDER_EVENT);
    }

    private static Optional<AddressKey> addressIn(ProviderEvent event) {
        return event.recipient().flatMap(EmailAddress::parse).map(EmailAddress::key);
    }

    private CompletableFuture<Boolean> takeWithoutToken(EventSource source, ProviderEvent event) {
        Optional<AddressKey> address = addressIn(event);
        List<MessageId> relayed = address.map(this::relayedTo).orElseGet(List::of);
        if (relayed.size() != 1) {
            return unproven(source, event, QuarantineReason.NO_TOKEN);
        }
        if (believesPlausible && event.kind() == ProviderEvent.Kind.BOUNCED) {
            return record(
                    address.orElseThrow(), relayed.getFirst(), event, EvidenceSource.PROVIDER_EVENT_WITHOUT_TOKEN);
        }
        return quarantined(source, event, QuarantineReason.NO_TOKEN, EvidenceGrade.PLAUSIBLE);
    }

    private List<MessageId> relayedTo(AddressKey address) {
        Instant oldest = clock.instant().minus(PLAUSIBLE_FOR);
        return parts.ledger().state(address).messages().entrySet().stream()
                .filter(entry -> isRelayedSince(entry.getValue(), oldest))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isRelayedSince(MessageState message, Instant oldest) {
        return message.status() == MessageStatus.RELAYED && message.since().isAfter(oldest);
    }

    private CompletableFuture<Boolean> record(
            AddressKey address, MessageId message, ProviderEvent event, EvidenceSource source) {
        EventMeaning meaning = new EventMeaning(message, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
        Evidence evidence = new Evidence(
                meaning.evidence(),
                source,
                meaning.at(),
                event.diagnostic(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(event.content()),
                event.original());
        return parts.ledger()
                .record(address, meaning.observation(parts.classifier()), Optional.of(evidence))
                .thenApply(events -> true);
    }

    private CompletableFuture<Boolean> unproven(EventSource source, ProviderEvent event, QuarantineReason why) {
        return quarantined(source, event, why, EvidenceGrade.UNPROVEN);
    }

    private CompletableFuture<Boolean> quarantined(
            EventSource source, ProviderEvent event, QuarantineReason why, EvidenceGrade grade) {
        return keep(source, event.recipient().stream().toList(), event.content(), why, grade)
                .thenApply(kept -> false);
    }

    private CompletableFuture<Void> keep(
            EventSource source, List<String> recipients, byte[] content, QuarantineReason why, EvidenceGrade grade) {
        ReturnedMail kept = new ReturnedMail("", recipients, content, PEER_PREFIX + source.name(), clock.instant());
        return parts.quarantine().keep(kept, why, grade);
    }
}
