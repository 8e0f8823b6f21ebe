package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How somebody writes through an inbox: signature, working hours, how much a day. */
public final class HabitsPages implements Feature {

    private static final String HABITS = "/a/{account}/inboxes/{inboxId}/habits";

    private final OneToOneFeature.Parts parts;

    HabitsPages(OneToOneFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(
                        HABITS,
                        Access.to(Permission.INBOXES),
                        visit -> form(
                                visit,
                                Entered.of(
                                        parts.writing().habits().of(inbox(visit).id()))))
                .post(HABITS, Access.to(Permission.INBOXES), this::keep);
    }

    /**
     * What was entered.
     *
     * @param problem the key of what is wrong with it; empty if nothing is
     */
    public record Entered(
            String signature,
            String dailyMax,
            String zone,
            String from,
            String to,
            Set<DayOfWeek> days,
            String problem) {

        static Entered of(WritingHabits habits) {
            WorkingHours hours = habits.hours();
            return new Entered(
                    habits.signature(),
                    Integer.toString(habits.dailyMax()),
                    hours.zone().getId(),
                    hours.from().toString(),
                    hours.to().toString(),
                    hours.days(),
                    "");
        }

        static Entered in(Visit visit) {
            EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            Arrays.stream(DayOfWeek.values())
                    .filter(day -> visit.form("day-" + day.name()).equals("yes"))
                    .forEach(days::add);
            return new Entered(
                    visit.form("signature").replace("\r\n", "\n"),
                    visit.form("daily-max").strip(),
                    visit.form("zone").strip(),
                    visit.form("from").strip(),
                    visit.form("to").strip(),
                    days,
                    "");
        }

        Entered with(String wrong) {
            return new Entered(signature, dailyMax, zone, from, to, days, wrong);
        }

        /** The key of the first thing that is wrong; empty if they can be kept. */
        String wrong() {
            if (signature.length() > WritingHabits.SIGNATURE_LENGTH_MAX || signature.indexOf('\0') >= 0) {
                return "habits.problem.signature";
            }
            if (!dailyMax.matches("[1-9][0-9]{0,4}") || Integer.parseInt(dailyMax) > WritingHabits.DAILY_LIMIT_MAX) {
                return "habits.problem.daily-max";
            }
            if (days.isEmpty()) {
                return "habits.problem.days";
            }
            return hours().isEmpty() ? "habits.problem.hours" : "";
        }

        private Optional<WorkingHours> hours() {
            try {
                return Optional.of(new WorkingHours(ZoneId.of(zone), LocalTime.parse(from), LocalTime.parse(to), days));
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        WritingHabits habits() {
            return new WritingHabits(signature, Integer.parseInt(dailyMax), hours().orElseThrow());
        }
    }

    /** The page. */
    public record HabitsPage(Inbox inbox, Entered entered, List<String> zones) {}

    private Inbox inbox(Visit visit) {
        return parts.inboxes()
                .find(visit.account(), new InboxId(visit.number("inboxId")))
                .orElseThrow(NotFoundResponse::new);
    }

    private void form(Visit visit, Entered entered) {
        if (!entered.problem().isEmpty()) {
            visit.http().status(422);
        }
        List<String> zones = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equals("UTC") || (id.contains("/") && !id.startsWith("SystemV/")))
                .sorted()
                .toList();
        visit.page("onetoone/habits.jte", new HabitsPage(inbox(visit), entered, zones));
    }

    private void keep(Visit visit) {
        Inbox inbox = inbox(visit);
        Entered entered = Entered.in(visit);
        String wrong = entered.wrong();
        if (!wrong.isEmpty()) {
            form(visit, entered.with(wrong));
            return;
        }
        keep(parts, inbox, entered.habits(), visit.by());
        visit.redirect("/a/" + visit.account() + "/inboxes", "note.habits-kept");
    }

    /** Keeps them, and notes who did. */
    static void keep(OneToOneFeature.Parts parts, Inbox inbox, WritingHabits habits, String by) {
        parts.writing().habits().keep(inbox.account(), inbox.id(), habits);
        parts.audit()
                .append(new AuditEntry(
                        parts.clock().instant(),
                        Optional.of(inbox.account()),
                        by,
                        AuditAction.INBOX_CHANGED,
                        inbox.address().key().value(),
                        "signature, working hours and daily limit"));
    }
}
