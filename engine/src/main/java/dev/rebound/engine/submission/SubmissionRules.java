package dev.rebound.engine.submission;

import dev.rebound.core.ledger.AccountId;
import java.util.List;
import java.util.Map;

/**
 * What an installation lets programs do.
 *
 * @param refused what happens to recipients that may not be sent to
 * @param fromDomains by account, the domains (lower-case A-labels) it may write from, and those below; an account
 *     that is not named may write from any that no other account is named for
 */
public record SubmissionRules(Refused refused, Map<AccountId, List<String>> fromDomains) {

    public SubmissionRules {
        fromDomains = Map.copyOf(fromDomains);
    }

    /** Refuses, and lets everybody write from anywhere. */
    public static final SubmissionRules STANDARD = new SubmissionRules(Refused.REFUSE, Map.of());

    /** What happens to a recipient that is suppressed or does not want mail. */
    public enum Refused {
        /** The program is told at once. */
        REFUSE,
        /** Taken, and recorded as not sent with the reason. */
        RECORD
    }

    boolean allow(AccountId account, String domain) {
        List<String> own = fromDomains.getOrDefault(account, List.of());
        return own.isEmpty()
                ? fromDomains.values().stream().noneMatch(others -> covers(others, domain))
                : covers(own, domain);
    }

    private static boolean covers(List<String> domains, String domain) {
        return domains.stream().anyMatch(above -> domain.equals(above) || domain.endsWith("." + above));
    }
}
