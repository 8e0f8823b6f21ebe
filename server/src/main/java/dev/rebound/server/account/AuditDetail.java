package dev.rebound.server.account;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Scope;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.provider.Provider;
import dev.rebound.server.contact.ImportStatus.Stage;
import dev.rebound.server.i18n.Wording;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The detail of an entry of the audit log in the reader's language. The log keeps one wording, so that programs can rely on it and an
 * entry stays what it was; what Rebound itself has put there is put in other words here, and what a person wrote is left alone.
 */
public final class AuditDetail {

    private static final Pattern IMPORTED =
            Pattern.compile("([A-Z_]+): (\\d+) added, (\\d+) updated, (\\d+) repeated, (\\d+) refused");

    private static final Pattern ENTERED = Pattern.compile("([A-Z_]+): (.*)", Pattern.DOTALL);

    private AuditDetail() {}

    /** What Rebound says in a detail, by how it begins or what it is. */
    private enum Said {
        ADDED(Pattern.compile("(\\d+) added, (\\d+) updated")),
        ERASED(Pattern.compile("(\\d+) address(?:es)?")),
        ADDRESS_CHANGED(Pattern.compile("address changed, was (.*)")),
        ADDRESS_ADDED(Pattern.compile("another address added: (.*)")),
        PRIMARY(Pattern.compile("another of its addresses made the primary one")),
        DETACHED(Pattern.compile("an address made a contact of its own")),
        TOOK_OVER(Pattern.compile("took over (.*)")),
        NAMED(Pattern.compile("name changed")),
        RENAMED_PROPERTY(Pattern.compile("to (\\S+), of (\\d+) contacts?")),
        REMOVED_PROPERTY(Pattern.compile("of (\\d+) contacts?")),
        PROPERTIES(Pattern.compile("properties changed: (.*)")),
        UNSUBSCRIBED(Pattern.compile("unsubscribed")),
        SUBSCRIBED(Pattern.compile("subscribed again")),
        UNSUBSCRIBED_BY_LINK(Pattern.compile("unsubscribed by the link")),
        SUBSCRIBED_BY_LINK(Pattern.compile("subscribed again by the link")),
        HABITS(Pattern.compile("signature, working hours and daily limit")),
        RECIPIENTS(Pattern.compile("recipients")),
        TOLD_AGAIN(Pattern.compile("told again of (\\d+) events")),
        FORGOT(Pattern.compile("forgot (\\d+) events that could not be told"));

        private final Pattern pattern;

        Said(Pattern pattern) {
            this.pattern = pattern;
        }
    }

    /** In the words of a language. */
    public static String shown(Wording wording, AuditEntry entry) {
        String detail = entry.detail();
        return switch (entry.action()) {
            case CONTACTS_IMPORTED -> imported(wording, detail);
            case PERSON_INVITED, PERSON_JOINED, ROLE_CHANGED ->
                constant(Role.class, detail).map(wording::name).orElse(detail);
            case API_KEY_CREATED -> scopes(wording, detail);
            case EVENT_SOURCE_CREATED, EVENT_SOURCE_CHANGED, EVENT_SOURCE_REMOVED ->
                constant(Provider.class, detail).map(wording::name).orElse(detail);
            case HELD_RELEASED, HELD_ROLLED_BACK, CIRCUIT_KEPT_OPEN, CIRCUIT_LEFT_TO_RULE -> circuit(wording, detail);
            case BOUNCE_ENTERED -> entered(wording, detail);
            case CONTACT_CHANGED,
                    CONTACT_ERASED,
                    PROPERTY_RENAMED,
                    PROPERTY_REMOVED,
                    CONTACTS_MERGED,
                    CONTACTS_EXPORTED,
                    INBOX_CHANGED,
                    WEBHOOK_CHANGED -> said(wording, detail);
            default -> detail;
        };
    }

    /** Who did it: a person or key by its name, or what Rebound calls itself. */
    public static String by(Wording wording, AuditEntry entry) {
        return switch (entry.by()) {
            case "the guard's rule" -> wording.text("AuditDetail.BY_RULE");
            case "command line" -> wording.text("AuditDetail.BY_COMMAND");
            // Somebody's login or key may be called so too, but nobody else comes by the link.
            case "recipient" ->
                entry.detail().endsWith(" by the link") ? wording.text("AuditDetail.BY_RECIPIENT") : entry.by();
            default -> entry.by();
        };
    }

    private static String imported(Wording wording, String detail) {
        Matcher figures = IMPORTED.matcher(detail);
        if (!figures.matches()) {
            return detail;
        }
        String counts = wording.text(
                "AuditDetail.IMPORTED",
                Long.valueOf(figures.group(2)),
                Long.valueOf(figures.group(3)),
                Long.valueOf(figures.group(4)),
                Long.valueOf(figures.group(5)));
        return constant(Stage.class, String.valueOf(figures.group(1)))
                .filter(stage -> stage != Stage.DONE)
                .map(stage -> wording.text("import.stage." + stage) + " " + counts)
                .orElse(counts);
    }

    private static String scopes(Wording wording, String detail) {
        return Arrays.stream(detail.split(" ", -1))
                .map(scope -> constant(KeyScope.class, scope.toUpperCase(Locale.ROOT))
                        .map(wording::name)
                        .orElse(scope))
                .collect(Collectors.joining(" · "));
    }

    private static String circuit(Wording wording, String detail) {
        try {
            CircuitKey key = CircuitKey.parse(detail);
            String what = key.provider().orElseGet(() -> wording.text("guard.any-provider")) + " · "
                    + wording.name(key.reason());
            return switch (key.scope()) {
                case Scope.Everything ignored -> what;
                case Scope.SendingDomain by -> what + " · " + wording.text("guard.scope.domain", by.domain());
                case Scope.SendingIp by -> what + " · " + wording.text("guard.scope.ip", by.address());
            };
        } catch (IllegalArgumentException notOfThisVersion) {
            return detail;
        }
    }

    private static String entered(Wording wording, String detail) {
        Matcher why = ENTERED.matcher(detail);
        return why.matches()
                ? constant(Reason.class, String.valueOf(why.group(1)))
                        .map(reason -> wording.name(reason) + ": " + why.group(2))
                        .orElse(detail)
                : detail;
    }

    private static String said(Wording wording, String detail) {
        for (Said said : Said.values()) {
            Matcher matcher = said.pattern.matcher(detail);
            if (matcher.matches()) {
                Object[] arguments = new Object[matcher.groupCount()];
                for (int i = 0; i < arguments.length; i++) {
                    String group = String.valueOf(matcher.group(i + 1));
                    arguments[i] = group.matches("\\d{1,18}") ? (Object) Long.valueOf(group) : group;
                }
                return wording.text("AuditDetail." + said, arguments);
            }
        }
        return detail;
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
