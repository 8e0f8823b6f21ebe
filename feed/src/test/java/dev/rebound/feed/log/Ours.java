package dev.rebound.feed.log;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message of ours whose return path logs name as the envelope sender. */
final class Ours {

    static final Instant AT = Instant.parse("2026-11-30T00:12:01Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    static final Tokens TOKENS = new Tokens().and(Installation.ALONE, List.of(KEY));
    static final String SENDER =
            new ReturnPathSigner(List.of(KEY)).sign(new AccountId(5), new MessageId(77), AT.plus(Duration.ofDays(3)))
                    + "@bounce.example";

    private Ours() {}

    /** Whatever is said is pending, and the version of the rules is what was said. */
    static final Judge PENDING = said -> verdict(BounceType.PENDING, Reason.RECIPIENT_TEMPORARY, said.text());

    /** Whatever is said, nobody is there. */
    static final Judge UNKNOWN = said -> verdict(Reason.UNKNOWN_USER.finalType(), Reason.UNKNOWN_USER, said.text());

    private static Verdict verdict(BounceType type, Reason reason, String words) {
        return new Verdict(
                type,
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("by-code"),
                words,
                List.of(),
                Optional.empty());
    }
}
