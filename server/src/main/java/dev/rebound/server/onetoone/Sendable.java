package dev.rebound.server.onetoone;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.Inboxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inboxes that somebody can choose to write through. */
final class Sendable {

    /** Offered in a form; more than anybody looks through. */
    private static final int OFFERED_MAX = 1_000;

    private Sendable() {}

    /** Those that can be sent through now, by address. */
    static List<Inbox> of(Inboxes inboxes, AccountId account) {
        List<Inbox> found = new ArrayList<>(inboxes.page(account, Optional.<InboxId>empty(), OFFERED_MAX).stream()
                .filter(Inbox::canSend)
                .toList());
        found.sort((a, b) -> a.address().text().compareTo(b.address().text()));
        return found;
    }

    /** Those, whoever looks first with their own. */
    static List<Inbox> of(Inboxes inboxes, AccountId account, String login) {
        List<Inbox> found = of(inboxes, account);
        List<Inbox> own =
                found.stream().filter(inbox -> inbox.owner().equals(login)).toList();
        List<Inbox> sorted = new ArrayList<>(own);
        found.stream().filter(inbox -> !own.contains(inbox)).forEach(sorted::add);
        return sorted;
    }
}
