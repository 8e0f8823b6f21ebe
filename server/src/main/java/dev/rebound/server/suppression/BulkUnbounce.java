package dev.rebound.server.suppression;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.suppression.Unbouncing;
import java.util.ArrayList;
import java.util.List;

/**
 * Use case: somebody lifts several suppressions with one explanation. Each address is one change of the
 * ledger and one audit entry, so a failure midway leaves those before it lifted and says which.
 * Thread-safe.
 */
public final class BulkUnbounce {

    /** Most addresses of one call. */
    static final int ADDRESSES_MAX = 1_000;

    private final Unbouncing unbouncing;

    BulkUnbounce(Unbouncing unbouncing) {
        this.unbouncing = unbouncing;
    }

    /** What comes of one address. */
    public enum Outcome {
        DONE,
        NOT_SUPPRESSED,
        GLOBALLY_BOUNCED,
        INVALID_ADDRESS
    }

    /** One address as it was given, and what came or would come of it. */
    public record Line(String address, Outcome outcome) {}

    /**
     * Lifts them.
     *
     * @param why not blank, at most {@link Unbouncing#WHY_LENGTH_MAX} characters
     */
    List<Line> lift(AccountId account, List<String> addresses, String by, String why) {
        List<Line> lines = new ArrayList<>();
        for (String text : addresses) {
            lines.add(new Line(
                    text,
                    EmailAddress.parse(text)
                            .map(address -> outcome(unbouncing.unbounce(account, address.key(), by, why)))
                            .orElse(Outcome.INVALID_ADDRESS)));
        }
        return lines;
    }

    private static Outcome outcome(Unbouncing.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case NOT_SUPPRESSED -> Outcome.NOT_SUPPRESSED;
            case GLOBALLY_BOUNCED -> Outcome.GLOBALLY_BOUNCED;
            case WHY_MISSING -> throw new IllegalArgumentException("the caller has checked the explanation");
        };
    }
}
