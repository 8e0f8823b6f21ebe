package dev.rebound.server.recipient;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.recipient.RecipientList.MenuEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The menu on the left: every state with its count, and below the open one its reasons. */
final class RecipientMenu {

    private final EmailFigures figures;
    private final RecipientQuery query;
    private final Wording wording;
    private final List<MenuEntry> entries = new ArrayList<>();

    private RecipientMenu(EmailFigures figures, RecipientQuery query, Wording wording) {
        this.figures = figures;
        this.query = query;
        this.wording = wording;
    }

    static List<MenuEntry> of(EmailFigures figures, RecipientQuery query, Wording wording) {
        RecipientMenu menu = new RecipientMenu(figures, query, wording);
        menu.group(Group.SELECTED, "figure.selected", figures.selected(), 0);
        menu.group(Group.SENT, "figure.sent", figures.sent(), 0);
        menu.group(Group.DELIVERED, "figure.delivered", figures.delivered(), 0);
        menu.group(Group.BOUNCED, "figure.bounced", figures.bounced(), 0);
        menu.group(Group.HARD, "figure.hard", figures.hard(), 1);
        menu.reasons(Group.HARD, figures.hardReasons());
        menu.group(Group.SOFT, "figure.soft", figures.soft(), 1);
        menu.reasons(Group.SOFT, figures.softReasons());
        menu.group(Group.GLOBAL, "figure.global", figures.global(), 1);
        menu.group(Group.PENDING, "figure.pending", figures.pending(), 0);
        menu.reasons(Group.PENDING, figures.pendingReasons());
        menu.group(Group.NOT_SENT, "figure.not-sent", figures.notSentInAll(), 0);
        menu.notSent();
        return menu.entries;
    }

    private void group(Group group, String key, long count, int depth) {
        boolean current = query.filter().group() == group
                && query.filter().reason().isEmpty()
                && query.filter().notSent().isEmpty();
        entries.add(new MenuEntry(wording.text(key), count, query.withGroup(group), depth, current));
    }

    private void reasons(Group group, Map<Reason, Long> counts) {
        if (query.filter().group() != group) {
            return;
        }
        for (Reason reason : Reason.values()) {
            long count = counts.getOrDefault(reason, 0L);
            boolean current = query.filter().reason().filter(reason::equals).isPresent();
            if (count > 0 || current) {
                entries.add(new MenuEntry(wording.name(reason), count, query.withReason(group, reason), 2, current));
            }
        }
    }

    private void notSent() {
        for (NotSentReason why : NotSentReason.values()) {
            long count = figures.notSent().getOrDefault(why, 0L);
            boolean current = query.filter().notSent().filter(why::equals).isPresent();
            if (count > 0 || current) {
                entries.add(new MenuEntry(wording.name(why), count, query.withNotSent(why), 1, current));
            }
        }
    }
}
