package dev.rebound.server.web;

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
            entries.add(entry(view, view.a("queue"), "nav.queue"));
            entries.add(entry(view, view.a("contacts"), "nav.contacts"));
            entries.add(entry(view, view.a("suppressions"), "nav.suppressions"));
        }
        if (view.signedIn().isPresent()) {
            entries.add(entry(view, "/rules", "nav.rules"));
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
