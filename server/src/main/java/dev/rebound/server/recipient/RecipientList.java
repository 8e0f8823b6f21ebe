package dev.rebound.server.recipient;

import dev.rebound.engine.email.RecipientOrder;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.server.email.EmailHead;
import dev.rebound.server.guard.HeldNotices.HeldNotice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The Recipients page.
 *
 * @param menu the states and counts on the left
 * @param count how many the filter leaves; nothing if a search finds more than are counted while somebody waits
 * @param next the last recipient of the page, if there are more after it
 * @param panel the recipient that is open
 * @param held bounces of the email that the guard holds
 */
public record RecipientList(
        EmailHead head,
        RecipientQuery query,
        List<MenuEntry> menu,
        List<RecipientRow> rows,
        OptionalLong count,
        Optional<RecipientRow> next,
        Optional<RecipientPanel> panel,
        List<HeldNotice> held) {

    public RecipientList {
        menu = List.copyOf(menu);
        rows = List.copyOf(rows);
        held = List.copyOf(held);
    }

    /** How a column is sorted, as ARIA says it; empty if it is not the one. */
    public String sorting(RecipientOrder column) {
        if (query.order() != column) {
            return "";
        }
        return column == RecipientOrder.LATEST ? "descending" : "ascending";
    }

    /**
     * An entry of the menu.
     *
     * @param depth 0 for a state, 1 for what is below it
     */
    public record MenuEntry(String label, long count, RecipientQuery query, int depth, boolean current) {}
}
