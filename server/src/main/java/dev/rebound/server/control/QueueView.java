package dev.rebound.server.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.control.WaitingDestination;
import dev.rebound.engine.control.WaitingStore.LastWords;
import dev.rebound.engine.control.WaitingStore.ScheduledEmail;
import dev.rebound.server.recipient.LegibleText;
import java.util.List;
import java.util.Optional;

/**
 * What waits, as the page shows it.
 *
 * @param path of the page
 * @param account whose; all if empty
 * @param accounts to choose from; empty for who sees one only
 * @param cut whether there are more destinations than are shown
 */
public record QueueView(
        String path,
        Optional<AccountId> account,
        List<Account> accounts,
        List<Line> lines,
        boolean cut,
        List<ScheduledEmail> scheduled) {

    public QueueView {
        accounts = List.copyOf(accounts);
        lines = List.copyOf(lines);
        scheduled = List.copyOf(scheduled);
    }

    /** All messages that wait for what is shown. */
    public long messages() {
        return lines.stream().mapToLong(line -> line.destination().messages()).sum();
    }

    /** The name of an account, for those who see several. */
    public String nameOf(AccountId id) {
        return accounts.stream()
                .filter(each -> each.id().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse("");
    }

    /**
     * One destination.
     *
     * @param hasRule whether the rule that judged the last words has a page
     */
    public record Line(WaitingDestination destination, boolean hasRule) {

        /** Domains beside the name, at most three. */
        public List<String> otherDomains() {
            return destination.domains().stream()
                    .filter(domain -> !domain.equals(destination.name()))
                    .limit(DOMAINS_SHOWN_MAX)
                    .toList();
        }

        /** Domains that are not shown. */
        public long moreDomains() {
            return destination.domains().stream()
                            .filter(domain -> !domain.equals(destination.name()))
                            .count()
                    - otherDomains().size();
        }

        /** The last words with what is invisible or dangerous made visible. */
        public List<LegibleText.Piece> words() {
            return destination
                    .last()
                    .map(last -> LegibleText.of(last.words(), last.verdict().matched()))
                    .orElseGet(List::of);
        }

        /** Where the message to which they were said is shown. */
        public String addressOf(LastWords last) {
            return "/a/" + last.account() + "/emails/" + last.email() + "/recipients?group=PENDING&show="
                    + last.message();
        }

        private static final int DOMAINS_SHOWN_MAX = 3;
    }
}
