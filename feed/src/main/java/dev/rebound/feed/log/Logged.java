package dev.rebound.feed.log;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportRefused.Why;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Replied;
import dev.rebound.feed.seen.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a line of a log says, whichever mailer's.
 *
 * @param sender the envelope sender: a return path of ours names the message
 * @param recipient the envelope recipient
 * @param said the answer of the recipient's server, or the mailer's own words
 */
record Logged(String sender, String recipient, Instant at, Outcome outcome, Diagnostic said) {

    /** What is made of it; the evidence is named by the message, the moment and the words, so a line told twice is one. */
    Reading read(Tokens tokens, Judge judge) {
        return tokens.find(List.of(sender), at)
                .map(check -> switch (check) {
                    case TokenCheck.Valid(ReturnPath path) -> ofOurs(path, judge);
                    case TokenCheck.Expired ignored -> Reading.refused(Why.EXPIRED_TOKEN);
                    case TokenCheck.Forged ignored -> Reading.FOREIGN;
                })
                .orElse(Reading.FOREIGN);
    }

    private Reading ofOurs(ReturnPath path, Judge judge) {
        Optional<AddressKey> address = EmailAddress.parse(recipient).map(EmailAddress::key);
        return address.map(key -> Reading.of(new Seen(
                        key,
                        observation(path.message(), judge),
                        Optional.of(path.account()),
                        0,
                        Seen.Beginning.ELSEWHERE)))
                .orElseGet(() -> Reading.refused(Why.NO_RECIPIENT));
    }

    private Observation observation(MessageId message, Judge judge) {
        EvidenceId evidence = EvidenceId.of(message.toString(), at.toString(), said.text());
        return switch (outcome) {
            case TAKEN -> new Observation.Taken(message, at, evidence);
            case DEFERRED ->
                new Observation.TemporaryFailure(
                        message, at, evidence, judge.judge(said).pending(), at);
            case FAILED -> new Observation.PermanentFailure(message, at, evidence, ended(judge.judge(said)));
            case EXPIRED ->
                new Observation.PermanentFailure(
                        message,
                        at,
                        EvidenceId.of("expired", message.toString(), at.toString()),
                        judge.judge(said).pending().expired());
            case BY_CODE -> Replied.observation(new Replied(message, at, evidence, said, at), judge);
        };
    }

    /** The mailer has given up, so a verdict that would have it tried again is that of a soft bounce. */
    private static Verdict ended(Verdict verdict) {
        return verdict.type() == BounceType.PENDING ? verdict.expired() : verdict;
    }
}
