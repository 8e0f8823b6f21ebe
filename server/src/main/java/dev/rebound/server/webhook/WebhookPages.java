package dev.rebound.server.webhook;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The webhooks of an account: what each is told of, how it fares, what could not be told, and a new one. */
public final class WebhookPages implements Feature {

    private static final String LIST = "/a/{account}/webhooks";
    private static final String ONE = LIST + "/{webhookId}";
    private static final String LETTER = ONE + "/dead-letters/{letterId}";

    private final WebhookDesk desk;

    WebhookPages(WebhookDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.WEBHOOKS), visit -> show(visit, Entered.NOTHING, Shown.NOTHING))
                .post(LIST, Access.to(Permission.WEBHOOKS), this::create)
                .post(ONE + "/pause", Access.to(Permission.WEBHOOKS), visit -> pause(visit, true))
                .post(ONE + "/resume", Access.to(Permission.WEBHOOKS), visit -> pause(visit, false))
                .post(ONE + "/remove", Access.to(Permission.WEBHOOKS), this::remove)
                .post(ONE + "/test", Access.to(Permission.WEBHOOKS), this::test)
                .post(LETTER + "/replay", Access.to(Permission.WEBHOOKS), this::replay)
                .post(LETTER + "/forget", Access.to(Permission.WEBHOOKS), this::forget);
    }

    /**
     * What was entered for a new one.
     *
     * @param problem the key of what is wrong with the address; empty if nothing is
     */
    public record Entered(String url, Set<EventType> types, String problem) {

        static final Entered NOTHING = new Entered("", EnumSet.allOf(EventType.class), "");

        public Entered {
            types = Set.copyOf(types);
        }
    }

    /**
     * What the page has to say.
     *
     * @param secret of the one that was just made; shown this once
     * @param called the address that was just called
     * @param problem what came of that, in words; empty if all is well
     */
    public record Shown(Optional<String> secret, Optional<String> called, String problem) {

        static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty(), "");

        static Shown call(Webhook webhook, Optional<String> problem) {
            return new Shown(Optional.empty(), Optional.of(webhook.url().toString()), problem.orElse(""));
        }
    }

    /** The page: webhooks, each with its dead letters. */
    public record WebhooksPage(Map<Webhook, List<DeadLetter>> webhooks, Entered entered, Shown shown) {}

    private void show(Visit visit, Entered entered, Shown shown) {
        Map<Webhook, List<DeadLetter>> all = new LinkedHashMap<>();
        desk.list(visit.account()).forEach(webhook -> all.put(webhook, desk.deadLetters(webhook)));
        visit.http().status(entered.problem().isEmpty() ? 200 : 422);
        visit.page("webhook/list.jte", new WebhooksPage(all, entered, shown));
    }

    private void create(Visit visit) {
        String url = visit.form("url").strip();
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (EventType type : EventType.values()) {
            if (visit.http().formParams("type").contains(type.name())) {
                types.add(type);
            }
        }
        Optional<WebhookDesk.UrlProblem> problem = desk.problemOf(visit.account(), url);
        if (problem.isPresent()) {
            show(
                    visit,
                    new Entered(url, types, "webhooks.problem." + problem.get().name()),
                    Shown.NOTHING);
        } else if (types.isEmpty()) {
            show(visit, new Entered(url, types, "webhooks.problem.NO_TYPES"), Shown.NOTHING);
        } else {
            Webhook made = desk.create(visit.account(), url, types, visit.by());
            show(visit, Entered.NOTHING, new Shown(Optional.of(made.secret()), Optional.empty(), ""));
        }
    }

    private Webhook webhook(Visit visit) {
        return desk.find(visit.account(), visit.number("webhookId")).orElseThrow(NotFoundResponse::new);
    }

    private DeadLetter letter(Visit visit, Webhook webhook) {
        return desk.deadLetter(webhook, visit.number("letterId")).orElseThrow(NotFoundResponse::new);
    }

    private void pause(Visit visit, boolean paused) {
        desk.pause(webhook(visit), paused, visit.by());
        back(visit, paused ? "note.webhook-paused" : "note.webhook-resumed");
    }

    private void remove(Visit visit) {
        desk.remove(webhook(visit), visit.by());
        back(visit, "note.webhook-removed");
    }

    private void test(Visit visit) {
        Webhook webhook = webhook(visit);
        show(visit, Entered.NOTHING, Shown.call(webhook, desk.test(webhook)));
    }

    private void replay(Visit visit) {
        Webhook webhook = webhook(visit);
        Optional<String> problem = desk.replay(webhook, letter(visit, webhook), visit.by());
        show(visit, Entered.NOTHING, Shown.call(webhook, problem));
    }

    private void forget(Visit visit) {
        Webhook webhook = webhook(visit);
        desk.forget(webhook, letter(visit, webhook), visit.by());
        back(visit, "note.webhook-forgot");
    }

    private static void back(Visit visit, String note) {
        visit.redirect("/a/" + visit.account() + "/webhooks", note);
    }
}
