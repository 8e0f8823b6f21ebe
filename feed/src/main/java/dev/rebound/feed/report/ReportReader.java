package dev.rebound.feed.report;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.feed.report.ReportRefused.Why;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Seen;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.Report;
import dev.rebound.parse.report.ReportMeaning;
import dev.rebound.parse.report.ReportedRecipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a report that came back, ties it to a message by a token, and says what it means.
 *
 * <p>An installation looks the message's recipient up. Here nobody can be asked, and a table of every message of weeks would
 * be larger than all that is known of addresses. So the report goes to whomever it names, and that address's own state says
 * whether the message is its. A report that names nobody goes to the recipient that the returned message names. The
 * outcome is an installation's, but for a report that names nobody and returns nothing, which an installation believes and
 * we cannot place.
 *
 * <p>What came to the message's own return path is proven. A token elsewhere in the report shows only that somebody saw the
 * message, as for an installation: plausible, and it acts where one has chosen so. Thread-safe if the judge is.
 */
public final class ReportReader {

    /** Recipients of one report that are followed up; a token is of one message, so more than one is odd already. */
    private static final int RECIPIENTS_MAX = 8;

    /** What is believed. */
    public enum Belief {
        /** What came to the message's own return path. */
        PROVEN,
        /** Also failures that quote a token of the message elsewhere. */
        PLAUSIBLE
    }

    private final Tokens tokens;
    private final Judge judge;
    private final Belief belief;
    private final MessageReader reader = new MessageReader();

    public ReportReader(Tokens tokens, Judge judge, Belief belief) {
        this.tokens = tokens;
        this.judge = judge;
        this.belief = belief;
    }

    /**
     * What a report says, one for each recipient that it may be about.
     *
     * @param content as it came
     * @param envelopeRecipient that it came to, if that was kept
     * @throws ReportRefused if it acts on nothing
     */
    public List<Seen> read(byte[] content, Optional<String> envelopeRecipient, Instant receivedAt) {
        Optional<TokenCheck> proof = tokens.find(envelopeRecipient.stream().toList(), receivedAt);
        ReadMessage read = reader.read(content);
        ReturnPath path = proof.map(ReportReader::valid).orElseGet(() -> plausible(read, receivedAt));
        List<Seen> all = new ArrayList<>();
        for (Addressee addressee : addressees(read)) {
            all.add(seen(path, read.report(), addressee, content, receivedAt));
        }
        return all;
    }

    private static ReturnPath valid(TokenCheck check) {
        return switch (check) {
            case TokenCheck.Valid(ReturnPath path) -> path;
            case TokenCheck.Expired ignored -> throw new ReportRefused(Why.EXPIRED_TOKEN);
            case TokenCheck.Forged ignored -> throw new ReportRefused(Why.NO_TOKEN);
        };
    }

    private ReturnPath plausible(ReadMessage read, Instant receivedAt) {
        if (belief != Belief.PLAUSIBLE || !(read.report() instanceof Report.Bounce)) {
            throw new ReportRefused(Why.NO_TOKEN);
        }
        List<String> places =
                new ArrayList<>(read.original().messageId().stream().toList());
        places.addAll(read.returnPaths());
        return tokens.find(places, receivedAt)
                .map(ReportReader::valid)
                .orElseThrow(() -> new ReportRefused(Why.NO_TOKEN));
    }

    /** Somebody it may be about, and what it says of them. */
    private record Addressee(AddressKey address, Optional<ReportedRecipient> reported) {}

    private static List<Addressee> addressees(ReadMessage read) {
        List<Addressee> all = new ArrayList<>();
        for (ReportedRecipient reported : read.report().recipients()) {
            reported.originalAddress()
                    .or(reported::address)
                    .flatMap(EmailAddress::parse)
                    .filter(address -> all.stream().noneMatch(other -> other.address.equals(address.key())))
                    .ifPresent(address -> all.add(new Addressee(address.key(), Optional.of(reported))));
            if (all.size() == RECIPIENTS_MAX) {
                break;
            }
        }
        if (all.isEmpty()) {
            Optional<ReportedRecipient> reported = read.report().recipients().stream()
                    .filter(one -> one.address().isEmpty())
                    .findFirst();
            read.original()
                    .recipient()
                    .flatMap(EmailAddress::parse)
                    .ifPresent(address -> all.add(new Addressee(address.key(), reported)));
        }
        if (all.isEmpty()) {
            throw new ReportRefused(Why.NO_RECIPIENT);
        }
        return all;
    }

    /**
     * Named by content and by the message's own number, as its installation names it: told by that and read here, in whatever
     * order, it is one piece of evidence.
     */
    private Seen seen(ReturnPath path, Report report, Addressee addressee, byte[] content, Instant receivedAt) {
        EvidenceId evidence = EvidenceId.of(
                Installation.own(path.message()).toString(),
                EvidenceId.of(content).value());
        Observation observation = new ReportMeaning(path.message(), evidence, receivedAt.truncatedTo(ChronoUnit.MILLIS))
                .observation(report, addressee.reported(), judge::judge);
        return new Seen(addressee.address(), observation, Optional.of(path.account()), 0, Seen.Beginning.ELSEWHERE);
    }
}
