package dev.rebound.store.guard;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.address.HostGroup;
import dev.rebound.core.guard.Failure;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.store.database.Micros;
import dev.rebound.store.ledger.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** What the guard has to know of the failures of a batch, read in a few statements. */
final class FailureFacts {

    /** A report may name anything as the server. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9.:_-]{1,253}");

    private final GuardSettings settings;
    private final Map<Long, String> sendingDomains = new HashMap<>();
    private final Map<AddressKey, Integer> timesTaken = new HashMap<>();

    FailureFacts(Handle handle, GuardSettings settings, List<Entry> failures) {
        this.settings = settings;
        List<Long> ids = failures.stream()
                .flatMap(entry -> entry.message().stream())
                .map(MessageId::value)
                .distinct()
                .sorted()
                .toList();
        GuardSql.keyed(handle, "sendingDomains").forEach("ids", ids, row -> {
            long id = row.getLong("id");
            EmailAddress.parse(row.getString("from_address"))
                    .ifPresent(from -> sendingDomains.put(id, from.key().domain()));
        });
        List<String> addresses = failures.stream()
                .map(entry -> entry.address().value())
                .distinct()
                .sorted()
                .toList();
        GuardSql.keyed(handle, "tookMail")
                .bind("oldest", Micros.of(first(failures).minus(settings.goodFor())))
                .forEach(
                        "addresses",
                        addresses,
                        row -> timesTaken.put(new AddressKey(row.getString("address_key")), row.getInt("times")));
    }

    static Instant first(List<Entry> failures) {
        return failures.stream()
                .map(entry -> entry.observation().at())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What the guard sees in a failure, given what the batch has done to its address so far. */
    Failure of(Entry entry, Observation.PermanentFailure failure, AddressState state) {
        return failure(entry, failure, tookMail(entry.address(), failure, state));
    }

    /** The same where nobody asks whether the address took mail. */
    Failure failure(Entry entry, Observation.PermanentFailure failure, boolean tookMail) {
        return new Failure(
                provider(entry),
                failure.verdict(),
                Optional.ofNullable(sendingDomains.get(failure.message().value())),
                entry.sentFrom(),
                tookMail);
    }

    /** Whose server said it; where none is named, the domain stands for it. */
    private static String provider(Entry entry) {
        return entry.remoteMta()
                .filter(host -> HOST.matcher(host).matches())
                .map(HostGroup::of)
                .orElseGet(() -> entry.address().domain());
    }

    /** A message that was taken and is reported as failed now proves nothing. */
    private boolean tookMail(AddressKey address, Observation.PermanentFailure failure, AddressState state) {
        int itself = state.message(failure.message())
                        .filter(message -> message.status() == MessageStatus.DELIVERED)
                        .isPresent()
                ? 1
                : 0;
        return timesTaken.getOrDefault(address, 0) > itself
                || state.messages().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(failure.message()))
                        .map(Map.Entry::getValue)
                        .anyMatch(message -> isTaken(message, failure.at()));
    }

    private boolean isTaken(MessageState message, Instant at) {
        return message.status() == MessageStatus.DELIVERED && message.since().isAfter(at.minus(settings.goodFor()));
    }
}
