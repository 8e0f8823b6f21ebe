package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.guard.HeldNotices.HeldNotice;
import dev.rebound.server.suppression.SuppressionExport.Filter;
import dev.rebound.server.suppression.SuppressionExport.Form;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses that the account may not send to: counts, list, file. Lifting them is a bulk change. */
public final class SuppressionPages implements Feature {

    private static final int ROWS = 50;
    private static final int SEARCH_LENGTH_MAX = 320;
    private static final String LIST = "/a/{account}/suppressions";

    private final Suppressions suppressions;
    private final SuppressionExport export;
    private final HeldNotices held;

    SuppressionPages(Suppressions suppressions, SuppressionExport export, HeldNotices held) {
        this.suppressions = suppressions;
        this.export = export;
        this.held = held;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get(
                        LIST + "/export",
                        Access.to(Permission.EXPORT),
                        visit -> export.answer(
                                visit,
                                new Filter(visit.account(), search(visit), visit.query("reason", Reason.class)),
                                visit.query("format", Form.class).orElse(Form.CSV)));
    }

    // ---- The list

    /** An entry of the menu on the left; without a reason it stands for all. */
    public record MenuEntry(Optional<Reason> reason, long count, boolean current) {}

    /**
     * What the list shows.
     *
     * @param held bounces of the account that the guard keeps from suppressing anybody
     */
    public record SuppressionList(
            String search,
            Optional<Reason> reason,
            List<MenuEntry> menu,
            List<SuppressedAddress> rows,
            boolean isFirst,
            Optional<AddressKey> next,
            List<HeldNotice> held) {

        /** How many there are in all. */
        public long total() {
            return menu.getFirst().count();
        }

        /** How many there are of the chosen reason. */
        public long chosen() {
            return menu.stream()
                    .filter(MenuEntry::current)
                    .mapToLong(MenuEntry::count)
                    .sum();
        }

        /** The query of this list, to go on with. */
        public String query() {
            return "search=" + View.encoded(search)
                    + reason.map(chosen -> "&reason=" + chosen.name()).orElse("");
        }
    }

    private void list(Visit visit) {
        String search = search(visit);
        Optional<Reason> reason = visit.query("reason", Reason.class);
        Optional<AddressKey> after = EmailAddress.parse(visit.query("after")).map(EmailAddress::key);
        List<SuppressedAddress> found = suppressions.page(visit.account(), search, reason, after, ROWS + 1);
        List<SuppressedAddress> page = found.subList(0, Math.min(ROWS, found.size()));
        visit.page(
                "suppressions/list.jte",
                new SuppressionList(
                        search,
                        reason,
                        menu(suppressions.counts(visit.account()), reason),
                        page,
                        after.isEmpty(),
                        found.size() > ROWS ? Optional.of(page.getLast().address()) : Optional.empty(),
                        held.of(visit.account())));
    }

    private static List<MenuEntry> menu(Map<Reason, Long> counts, Optional<Reason> chosen) {
        List<MenuEntry> entries = new ArrayList<>();
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        entries.add(new MenuEntry(Optional.empty(), total, chosen.isEmpty()));
        Arrays.stream(Reason.values())
                .filter(reason -> counts.getOrDefault(reason, 0L) > 0)
                .map(reason -> new MenuEntry(
                        Optional.of(reason), counts.getOrDefault(reason, 0L), chosen.equals(Optional.of(reason))))
                .forEach(entries::add);
        return entries;
    }

    private static String search(Visit visit) {
        String search = visit.query("search").strip();
        return search.length() > SEARCH_LENGTH_MAX ? search.substring(0, SEARCH_LENGTH_MAX) : search;
    }
}
