package dev.rebound.stream.state;

import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Pardons;
import dev.rebound.core.ledger.Suppression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of an address as bytes. The first octet is the version of the form. Every value says its own, so after an upgrade
 * nothing needs to be rewritten at once: a value takes the newest form when its address is next heard of, and a savepoint
 * may hold both.
 *
 * <p>Version 1, of the time before there was a release, knew neither the emails of messages nor evidence that waits. Version 2, the
 * newest, does.
 */
public final class HoldingCodec {

    static final int NEWEST = 2;
    private static final int OLDEST = 1;

    private HoldingCodec() {}

    /** As it is kept. */
    public static byte[] pack(Holding holding) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(128);
        try {
            Packer packer = new Packer(new DataOutputStream(octets));
            packer.octet(NEWEST);
            packer.flag(holding.waiting());
            write(packer, holding);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return octets.toByteArray();
    }

    private static void write(Packer packer, Holding holding) throws IOException {
        AddressState state = holding.state();
        packer.number(state.messages().size());
        long last = 0;
        for (Map.Entry<MessageId, MessageState> entry : state.messages().entrySet()) {
            packer.number(entry.getKey().value() - last);
            last = entry.getKey().value();
            packer.number(holding.email(entry.getKey()));
            write(packer, entry.getValue());
        }
        packer.number(state.suppressions().size());
        for (Map.Entry<AccountId, Suppression> entry : state.suppressions().entrySet()) {
            packer.number(entry.getKey().value());
            packer.suppression(entry.getValue());
        }
        write(packer, state.counting());
        packer.optional(state.globalSince(), packer::moment);
        write(packer, state.pardons().unbounced());
        packer.optional(state.pardons().lifted(), packer::moment);
    }

    private static void write(Packer packer, Map<AccountId, Instant> moments) throws IOException {
        packer.number(moments.size());
        for (Map.Entry<AccountId, Instant> entry : moments.entrySet()) {
            packer.number(entry.getKey().value());
            packer.moment(entry.getValue());
        }
    }

    /** Which of the optional parts are there is one octet. */
    private static void write(Packer packer, MessageState message) throws IOException {
        packer.number(message.account().value());
        packer.constant(message.status());
        packer.octet(bit(message.verdict(), 0)
                | bit(message.nextAttempt(), 1)
                | bit(message.deadline(), 2)
                | bit(message.notSent(), 3)
                | bit(message.hold(), 4));
        packer.moment(message.since());
        packer.number(message.attempts());
        if (message.verdict().isPresent()) {
            packer.verdict(message.verdict().get());
        }
        if (message.nextAttempt().isPresent()) {
            packer.moment(message.nextAttempt().get());
        }
        if (message.deadline().isPresent()) {
            packer.moment(message.deadline().get());
        }
        if (message.notSent().isPresent()) {
            packer.constant(message.notSent().get());
        }
        if (message.hold().isPresent()) {
            packer.hold(message.hold().get());
        }
        packer.number(message.evidence().size());
        for (EvidenceId evidence : message.evidence()) {
            packer.evidence(evidence);
        }
    }

    private static int bit(Optional<?> part, int place) {
        return part.isPresent() ? 1 << place : 0;
    }

    /**
     * Read back.
     *
     * @throws IllegalStateException if it is damaged, or of a version that is newer than this Rebound
     */
    public static Holding unpack(byte[] octets) {
        try {
            Unpacker unpacker = new Unpacker(new DataInputStream(new ByteArrayInputStream(octets)));
            int version = unpacker.octet();
            if (version < OLDEST || version > NEWEST) {
                throw new IllegalStateException("the state of an address has version " + version
                        + "; this Rebound reads versions " + OLDEST + " to " + NEWEST);
            }
            boolean waiting = version >= 2 && unpacker.flag();
            return read(unpacker, version, waiting);
        } catch (IOException e) {
            throw new IllegalStateException("the state of an address is damaged", e);
        }
    }

    private static Holding read(Unpacker unpacker, int version, boolean waiting) throws IOException {
        Map<MessageId, MessageState> messages = new TreeMap<>();
        Map<MessageId, Long> emails = new TreeMap<>();
        int size = unpacker.size();
        long last = 0;
        for (int i = 0; i < size; i++) {
            last += unpacker.number();
            MessageId id = new MessageId(last);
            long email = version >= 2 ? unpacker.number() : 0;
            if (email != 0) {
                emails.put(id, email);
            }
            messages.put(id, message(unpacker));
        }
        Map<AccountId, Suppression> suppressions = new TreeMap<>();
        int suppressed = unpacker.size();
        for (int i = 0; i < suppressed; i++) {
            suppressions.put(new AccountId(unpacker.number()), unpacker.suppression());
        }
        Map<AccountId, Instant> counting = moments(unpacker);
        Optional<Instant> globalSince = unpacker.optional(unpacker::moment);
        Pardons pardons = new Pardons(moments(unpacker), unpacker.optional(unpacker::moment));
        return new Holding(new AddressState(messages, suppressions, counting, globalSince, pardons), emails, waiting);
    }

    private static Map<AccountId, Instant> moments(Unpacker unpacker) throws IOException {
        Map<AccountId, Instant> moments = new TreeMap<>();
        int size = unpacker.size();
        for (int i = 0; i < size; i++) {
            moments.put(new AccountId(unpacker.number()), unpacker.moment());
        }
        return moments;
    }

    private static MessageState message(Unpacker unpacker) throws IOException {
        AccountId account = new AccountId(unpacker.number());
        MessageStatus status = unpacker.constant(MessageStatus.values());
        int parts = unpacker.octet();
        Instant since = unpacker.moment();
        int attempts = Math.toIntExact(unpacker.number());
        Optional<Verdict> verdict = part(parts, 0, unpacker::verdict);
        Optional<Instant> nextAttempt = part(parts, 1, unpacker::moment);
        Optional<Instant> deadline = part(parts, 2, unpacker::moment);
        Optional<NotSentReason> notSent = part(parts, 3, () -> unpacker.constant(NotSentReason.values()));
        Optional<Hold> hold = part(parts, 4, unpacker::hold);
        List<EvidenceId> evidence = new ArrayList<>();
        int pieces = unpacker.size();
        for (int i = 0; i < pieces; i++) {
            evidence.add(unpacker.evidence());
        }
        return new MessageState(
                account, status, since, verdict, attempts, nextAttempt, deadline, notSent, evidence, hold);
    }

    private static <T> Optional<T> part(int parts, int place, Unpacker.Reading<T> reading) throws IOException {
        return (parts & (1 << place)) == 0 ? Optional.empty() : Optional.of(reading.read());
    }
}
