package dev.rebound.stream.cluster;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.stream.job.ByChance;
import dev.rebound.stream.read.Form;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The history of a day and some hours of sending, the same for the same seed: messages with what servers said of them, reports, what
 * people did, and poison. It ends with what moves the clock of every partition four days on, so that all timers run out.
 *
 * <p>What it means must not depend on which of two topics is read first. So reports come only for addresses of which the
 * other topic says nothing but that messages were accepted, one message an account.
 */
final class History {

    /** Of return paths. */
    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What moves a partition's clock in topics that know no such record. */
    static final byte[] CLOCK = Entry.octets("{\"clock\"");

    /** What must become a dead letter wherever it stands: no JSON, no text, unknown, of a later version, too deep, huge. */
    static final List<byte[]> POISON = List.of(
            Entry.octets("not json"),
            new byte[] {(byte) 0xff, 0, (byte) 0xfe},
            Entry.octets("{\"v\":1,\"kind\":\"EATEN\",\"address\":\"a@b.example\",\"at\":0}"),
            Entry.octets("{\"v\":99}"),
            Entry.octets("[".repeat(10_000)),
            filled(900_000));

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final Duration LENGTH = Duration.ofHours(28);
    private static final int ACCOUNTS = 50;
    private static final int MESSAGES_OF_AN_EMAIL = 20_000;
    private static final int STEPS_BY_CHANCE = 1_500;
    private static final int POISON_EVERY = 20_000;

    private final long seed;
    private final Size size;
    private final Random random;
    private final Words words = Words.ofTheRules();
    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(KEY));
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private long scheduled;

    /**
     * How much.
     *
     * @param messages that are sent
     * @param reportsPerThousand of them about which a report comes
     * @param partitions of every topic
     */
    record Size(int messages, int reportsPerThousand, int partitions) {}

    /** Takes what is told. */
    @FunctionalInterface
    interface Taker {
        void take(Entry entry) throws Exception;
    }

    /** What happens once time has come so far; {@code number} keeps the order of what happens at once. */
    private record Later(long at, long number, Entry entry) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    History(long seed, Size size) {
        this.seed = seed;
        this.size = size;
        this.random = new Random(seed);
    }

    private static byte[] filled(int octets) {
        byte[] value = new byte[octets];
        Arrays.fill(value, (byte) 'x');
        return value;
    }

    /** By when all is over: what still runs has run out. */
    static Instant end() {
        return Instant.ofEpochMilli(NOON.plus(LENGTH).plus(Duration.ofDays(4)).toEpochMilli());
    }

    /** Tells it from the beginning to the end; once. */
    void tell(Taker taker) throws Exception {
        byChance();
        long step = LENGTH.toMillis() / size.messages;
        for (int i = 0; i < size.messages; i++) {
            long now = NOON.toEpochMilli() + i * step;
            if (random.nextInt(1_000) < size.reportsPerThousand) {
                reported(i, now);
            } else {
                answered(i, now);
            }
            if (i % POISON_EVERY == POISON_EVERY / 2) {
                poison(now);
            }
            flush(now, taker);
        }
        flush(Long.MAX_VALUE, taker);
        for (int partition = 0; partition < size.partitions; partition++) {
            for (Form form : Form.values()) {
                taker.take(new Entry(form, new byte[0], clock(form), end().toEpochMilli(), "", partition));
            }
        }
    }

    private static byte[] clock(Form form) {
        return form == Form.SEEN
                ? SeenWriter.write(Seen.of(key("clock@clock.example"), new Observation.TimePassed(end())))
                : CLOCK;
    }

    private void flush(long now, Taker taker) throws Exception {
        for (Later next = later.peek(); next != null && next.at <= now; next = later.peek()) {
            later.remove();
            taker.take(next.entry);
        }
    }

    private void schedule(Entry entry, long at) {
        later.add(new Later(at, scheduled++, entry));
    }

    /** Everything that can happen, people's doings and the guard's too, to the messages of a few addresses. */
    private void byChance() {
        List<ByChance.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ByChance.Sent one = new ByChance.Sent(
                    key("p" + i % 12 + "@chance.example"),
                    new AccountId(1 + i / 12),
                    new MessageId(2L * size.messages + 1_000 + i),
                    1 + i / 30);
            sent.add(one);
            Seen accepted = new Seen(
                    one.address(),
                    new Observation.Accepted(one.account(), one.message(), NOON),
                    Optional.of(one.account()),
                    one.email(),
                    Seen.Beginning.ELSEWHERE);
            seen(accepted.address().value(), SeenWriter.write(accepted), NOON.toEpochMilli());
        }
        ByChance chance = new ByChance(seed, sent, NOON.plusSeconds(1), Duration.ofMinutes(3));
        for (int i = 0; i < STEPS_BY_CHANCE; i++) {
            ByChance.Step next = chance.next();
            seen(
                    next.seen().address().value(),
                    SeenWriter.write(next.seen(), next.said()),
                    next.seen().observation().at().toEpochMilli());
        }
    }

    private void answered(int i, long now) {
        String address = "a" + random.nextInt(1 + size.messages / 2) + "@d" + i % 500 + ".example";
        long message = i + 1L;
        accepted(address, message, i, now);
        int fate = random.nextInt(1_000);
        if (fate < 860) {
            answer(address, message, "250 2.0.0 Ok: queued as " + Integer.toHexString(i), now + 2_000);
        } else if (fate < 930) {
            answer(address, message, words.refusal(random) + " <" + address + ">", now + 2_000);
        } else {
            answer(address, message, words.deferral(random), now + 2_000);
            if (fate < 980) {
                answer(address, message, "250 2.0.0 Ok: queued as " + Integer.toHexString(i), now + 1_800_000);
            }
        }
    }

    private void accepted(String address, long message, int i, long now) {
        long email = 1L + i / MESSAGES_OF_AN_EMAIL;
        long account = 1 + (email + random.nextInt(3)) % ACCOUNTS;
        seen(address, accepted(address, message, account, email, now), now);
    }

    private static byte[] accepted(String address, long message, long account, long email, long at) {
        return Entry.octets("{\"v\":1,\"kind\":\"ACCEPTED\",\"address\":\"" + address + "\",\"account\":" + account
                + ",\"message\":" + message + ",\"email\":" + email + ",\"at\":" + at * 1_000 + "}");
    }

    private void answer(String address, long message, String text, long at) {
        String next = text.startsWith("4") ? ",\"next\":" + (at + 600_000) * 1_000 : "";
        byte[] line = Entry.octets("{\"v\":1,\"kind\":\"REPLY\",\"address\":\"" + address + "\",\"message\":" + message
                + ",\"at\":" + at * 1_000 + next + ",\"said\":{\"v\":1,\"code\":" + Words.codeOf(text) + ",\"text\":"
                + Words.quoted(text) + "}}");
        seen(address, line, at);
    }

    /**
     * Its address hears of it by reports alone, of one message or of those of three accounts. One report in 20 comes before
     * anybody tells of its message, one in 50 comes twice.
     */
    private void reported(int i, long now) {
        String address = "r" + i + "@reported" + i % 500 + ".example";
        int messages = random.nextInt(10) == 0 ? 3 : 1;
        for (int m = 0; m < messages; m++) {
            long message = m == 0 ? i + 1L : (long) size.messages + 1 + 2L * (i % (size.messages / 2)) + (m - 1);
            if (m > 0 && i >= size.messages / 2) {
                break;
            }
            long account = 1L + m + i % (ACCOUNTS - 3);
            long told = random.nextInt(20) == 0 ? now + 120_000 : now;
            seen(address, accepted(address, message, account, 1 + i / MESSAGES_OF_AN_EMAIL, now), told);
            report(address, account, message, now + 60_000 + 1_000L * m);
        }
    }

    private void report(String address, long account, long message, long at) {
        String token = signer.sign(
                new AccountId(account),
                new MessageId(message),
                Instant.ofEpochMilli(at).plus(Duration.ofDays(5)));
        String path = token + "@bounce.example";
        byte[] content = Reports.write(random, address, words.refusal(random), path);
        schedule(Entry.report(address, content, at, path), at);
        if (random.nextInt(50) == 0) {
            schedule(Entry.report(address, content, at + 5_000, path), at + 5_000);
        }
    }

    /** Of every kind one; reports without a token, with one that has expired, and of a message nobody tells of. */
    private void poison(long now) {
        String address = "nobody@poison.example";
        for (byte[] value : POISON) {
            seen(address, value, now);
        }
        byte[] report = Reports.write(random, address, words.refusal(random), "someone@bounce.example");
        schedule(Entry.report(address, report, now, ""), now);
        schedule(Entry.report(address, POISON.get(1), now, "someone@bounce.example"), now);
        String expired = signer.sign(
                new AccountId(1), new MessageId(1), Instant.ofEpochMilli(now).minus(Duration.ofDays(9)));
        schedule(Entry.report(address, report, now, expired + "@bounce.example"), now);
        report(address, 1, 4L * size.messages + now % 1_000_000, now);
    }

    private void seen(String address, byte[] line, long at) {
        schedule(Entry.seen(address, line, at), at);
    }

    private static dev.rebound.core.address.AddressKey key(String address) {
        return EmailAddress.parse(address).orElseThrow().key();
    }
}
