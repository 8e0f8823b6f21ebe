package dev.rebound.server.web;

import dev.rebound.engine.account.Permission;
import java.util.ArrayList;
import java.util.List;

/** The menu on top. A feature with an entry of its own adds a line here. */
public final class Navigation {

    private Navigation() {}

    /** One entry. */
    public record Entry(String address, String label, boolean current) {}

    /** The entries for who is looking. */
    public static List<Entry> of(View view) {
        List<Entry> entries = new ArrayList<>();
        if (view.account().isPresent()) {
            boolean submitted = view.isUnder(view.a("submitted"));
            entries.add(new Entry(view.a("emails"), view.t("nav.emails"), submitted || view.isUnder(view.a("emails"))));
            entries.add(new Entry(
                    view.a("deliverability"),
                    view.t("nav.deliverability"),
                    view.isUnder(view.a("deliverability"))
                            || view.isUnder(view.a("queue"))
                            || view.isUnder(view.a("domains"))));
            entries.add(entry(view, view.a("contacts"), "nav.contacts"));
            if (view.may(Permission.VIEW)) {
                entries.add(new Entry(
                        view.a("one-to-one"),
                        view.t("nav.one-to-one"),
                        view.isUnder(view.a("one-to-one"))
                                || view.isUnder(view.a("inboxes"))
                                || view.isUnder(view.a("sequences"))));
            }
            entries.add(new Entry(
                    view.a("suppressions"),
                    view.t("nav.suppressions"),
                    view.isUnder(view.a("suppressions")) || view.isUnder(view.a("policy"))));
        }
        if (view.signedIn().isPresent()) {
            boolean verdicts = view.account().isPresent() && view.isUnder(view.a("verdicts"));
            entries.add(new Entry("/rules", view.t("nav.rules"), verdicts || view.isUnder("/rules")));
        }
        if (view.isOperator()) {
            entries.add(entry(view, "/operator", "nav.operator"));
        }
        return entries;
    }

    private static Entry entry(View view, String address, String key) {
        return new Entry(address, view.t(key), view.isUnder(address));
    }
}
