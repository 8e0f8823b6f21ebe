package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.inbox.OneToOneMessages.Period;
import dev.rebound.parse.report.HeaderReading;
import dev.rebound.parse.report.ReadMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the one-to-one email that mail in an inbox is about. The surest sign decides: a token of ours anywhere in it; the Message-ID of
 * the message that came back; the Message-IDs that it answers. These nobody can make up.
 *
 * <p>What is left are reports that lost all of them, because a gateway gave the message another Message-ID or returns none of it. Then
 * the recipient decides, among what was sent to it through this inbox within {@link #LATE_MAX} before the report came. A report that quotes a
 * Message-ID which is not ours is about somebody else's mail, unless its subject is that of ours too.
 */
public final class OneToOneMatching {

    /** How long after sending a report may come: servers try for 5 days, and some say so when they give up late. */
    public static final Duration LATE_MAX = Duration.ofDays(14);
    /** Clocks differ. */
    private static final Duration EARLY_MAX = Duration.ofMinutes(10);
    /** Tokens of one message that are looked up. */
    private static final int TOKENS_MAX = 8;
    /** Emails to one address that are looked at. */
    private static final int CANDIDATES_MAX = 50;
    /** Octets in which tokens are looked for. */
    private static final int LOOKED_THROUGH_MAX = 512 * 1024;

    private final OneToOneMessages messages;

    public OneToOneMatching(OneToOneMessages messages) {
        this.messages = messages;
    }

    /** The email that a report is about. */
    Optional<OneToOneMessage> ofReport(InboxId inbox, byte[] content, ReadMessage read, Instant came) {
        return byToken(inbox, content)
                .or(() -> byHeaderId(inbox, read.original().messageId()))
                .or(() -> byHeaderIds(inbox, HeaderReading.of(headerOf(content)).answers()))
                .or(() -> byRecipient(inbox, read, came));
    }

    /** The email that mail with such a header answers. */
    Optional<OneToOneMessage> ofAnswer(InboxId inbox, HeaderReading header) {
        return byHeaderIds(inbox, header.answers()).or(() -> tokens(inbox, String.join(" ", header.answers())));
    }

    private Optional<OneToOneMessage> byToken(InboxId inbox, byte[] content) {
        String text = new String(content, 0, Math.min(content.length, LOOKED_THROUGH_MAX), StandardCharsets.ISO_8859_1);
        // Quoted-printable breaks lines with "=" inside words.
        return tokens(inbox, text)
                .or(() -> tokens(inbox, text.replace("=\r\n", "").replace("=\n", "")));
    }

    private Optional<OneToOneMessage> tokens(InboxId inbox, String text) {
        return OneToOneToken.in(text, TOKENS_MAX).stream()
                .flatMap(token -> messages.withToken(inbox, token).stream())
                .findFirst();
    }

    private Optional<OneToOneMessage> byHeaderIds(InboxId inbox, List<String> ids) {
        return ids.stream()
                .limit(TOKENS_MAX)
                .flatMap(id -> messages.withHeaderId(inbox, id).stream())
                .findFirst();
    }

    private Optional<OneToOneMessage> byHeaderId(InboxId inbox, Optional<String> id) {
        return id.flatMap(found -> messages.withHeaderId(inbox, found));
    }

    private static byte[] headerOf(byte[] content) {
        return Arrays.copyOf(content, Math.min(content.length, 64 * 1024));
    }

    private Optional<OneToOneMessage> byRecipient(InboxId inbox, ReadMessage read, Instant came) {
        Period late = new Period(came.minus(LATE_MAX), came.plus(EARLY_MAX));
        Optional<String> subject =
                read.original().subject().map(OneToOneMatching::bare).filter(s -> !s.isEmpty());
        List<OneToOneMessage> candidates = addresses(read)
                .flatMap(address -> messages.toAddress(inbox, address, late, CANDIDATES_MAX).stream())
                .toList();
        Optional<OneToOneMessage> ofSubject = subject.flatMap(wanted -> candidates.stream()
                .filter(message -> bare(message.email().subject()).equals(wanted))
                .findFirst());
        boolean isSomebodyElses = read.original().messageId().isPresent() || subject.isPresent();
        return ofSubject.or(
                () -> isSomebodyElses ? Optional.empty() : candidates.stream().findFirst());
    }

    private static Stream<AddressKey> addresses(ReadMessage read) {
        Stream<String> reported = read.report().recipients().stream()
                .flatMap(r -> Stream.concat(r.address().stream(), r.originalAddress().stream()));
        return Stream.concat(reported, read.original().recipient().stream())
                .flatMap(text -> EmailAddress.parse(text).stream())
                .map(EmailAddress::key)
                .distinct();
    }

    /** Gateways put marks in front and change spaces. */
    private static String bare(String subject) {
        return subject.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
