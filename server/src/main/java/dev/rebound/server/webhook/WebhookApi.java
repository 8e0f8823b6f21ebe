package dev.rebound.server.webhook;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Webhooks over the REST API. */
final class WebhookApi implements Feature {

    private static final int NAME_LENGTH_MAX = 100;

    private final WebhookDesk desk;

    WebhookApi(WebhookDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        String one = "/webhooks/{webhookId}";
        String letter = one + "/dead-letters/{letterId}";
        ApiRoutes.of(routes)
                .get("/webhooks", Permission.WEBHOOKS, this::list)
                .postForSecret("/webhooks", Permission.WEBHOOKS, this::create)
                .get(one, Permission.WEBHOOKS, call -> call.answer(json(webhook(call))))
                .patch(one, Permission.WEBHOOKS, this::change)
                .delete(one, Permission.WEBHOOKS, this::remove)
                .post(one + "/test", Permission.WEBHOOKS, call -> answer(call, desk.test(webhook(call))))
                .post(one + "/rewind", Permission.WEBHOOKS, this::rewind)
                .get(one + "/dead-letters", Permission.WEBHOOKS, this::letters)
                .post(letter + "/replay", Permission.WEBHOOKS, this::replay)
                .delete(letter, Permission.WEBHOOKS, this::forget);
    }

    private Webhook webhook(ApiCall call) {
        return desk.find(call.account(), call.id("webhookId", "webhook"))
                .orElseThrow(() -> Refusal.notFound("webhook"));
    }

    private DeadLetter letter(ApiCall call, Webhook webhook) {
        return desk.deadLetter(webhook, call.id("letterId", "dead letter"))
                .orElseThrow(() -> Refusal.notFound("dead letter"));
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        desk.list(call.account()).stream().map(WebhookApi::json).toList()));
    }

    private void create(ApiCall call) throws IOException {
        JsonBody body = call.body("url", "events");
        String url = body.text("url", WebhookDesk.URL_LENGTH_MAX);
        Set<EventType> types = types(body);
        Optional<WebhookDesk.UrlProblem> problem = desk.problemOf(call.account(), url);
        if (problem.isPresent()) {
            throw switch (problem.get()) {
                case NO_URL ->
                    Refusal.at(
                            body.at("url"), "INVALID", "must be an address with https and a host, without user name");
                case NOT_SECURE -> Refusal.at(body.at("url"), "NOT_SECURE", "must begin with https://");
                case TOO_MANY ->
                    new Refusal(ProblemKind.CONFLICT, "The account has as many webhooks as it may; remove one first.");
            };
        }
        Webhook made = desk.create(call.account(), url, types, call.by());
        call.created("/webhooks/" + made.id(), json(made).with("secret", made.secret()));
    }

    private static Set<EventType> types(JsonBody body) {
        if (!body.has("events")) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        List<String> names = body.texts("events", EventType.values().length, NAME_LENGTH_MAX);
        for (int i = 0; i < names.size(); i++) {
            String where = body.at("events") + "/" + i;
            types.add(EventType.named(names.get(i)).orElseThrow(() -> unknownType(where)));
        }
        return types;
    }

    private static Refusal unknownType(String where) {
        List<String> known =
                Arrays.stream(EventType.values()).map(EventType::shown).toList();
        return Refusal.at(where, "UNKNOWN_VALUE", "must be one of " + String.join(", ", known));
    }

    private void change(ApiCall call) throws IOException {
        Webhook webhook = webhook(call);
        JsonBody body = call.body("paused");
        boolean paused = body.optionalFlag("paused")
                .orElseThrow(() -> Refusal.at(body.at("paused"), "MISSING", "say true to pause and false to resume"));
        desk.pause(webhook, paused, call.by());
        call.answer(json(webhook(call)));
    }

    private void remove(ApiCall call) {
        desk.remove(webhook(call), call.by());
        call.done();
    }

    private void rewind(ApiCall call) throws IOException {
        Webhook webhook = webhook(call);
        JsonBody body = call.body("since");
        String text = body.text("since", NAME_LENGTH_MAX);
        try {
            desk.rewind(webhook, Instant.parse(text), call.by());
        } catch (DateTimeParseException e) {
            throw Refusal.at(body.at("since"), "INVALID", "must be a moment like 2026-11-28T09:00:00Z");
        }
        call.answer(json(webhook(call)));
    }

    private void letters(ApiCall call) {
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        desk.deadLetters(webhook(call)).stream()
                                .map(WebhookApi::json)
                                .toList()));
    }

    private void replay(ApiCall call) {
        Webhook webhook = webhook(call);
        answer(call, desk.replay(webhook, letter(call, webhook), call.by()));
    }

    private void forget(ApiCall call) {
        Webhook webhook = webhook(call);
        desk.forget(webhook, letter(call, webhook), call.by());
        call.done();
    }

    private static void answer(ApiCall call, Optional<String> problem) {
        call.answer(JsonBuilder.object().with("taken", problem.isEmpty()).with("problem", problem));
    }

    private static JsonBuilder json(Webhook webhook) {
        JsonBuilder json = JsonBuilder.object()
                .with("id", webhook.id().toString())
                .with("url", webhook.url().toString())
                .withTexts(
                        "events",
                        webhook.types().stream().map(EventType::shown).sorted().toList())
                .with("paused", webhook.paused())
                .with("createdAt", webhook.createdAt())
                .with("toldAt", webhook.toldAt());
        return json.with(
                "trouble",
                webhook.trouble()
                        .map(trouble -> JsonBuilder.object()
                                .with("calls", trouble.calls())
                                .with("problem", trouble.problem())
                                .with("nextCall", trouble.nextCall())));
    }

    private static JsonBuilder json(DeadLetter letter) {
        return JsonBuilder.object()
                .with("id", Long.toString(letter.id()))
                .with("firstEvent", Long.toString(letter.first()))
                .with("lastEvent", Long.toString(letter.last()))
                .with("events", letter.events())
                .with("calls", letter.calls())
                .with("problem", letter.problem())
                .with("since", letter.since());
    }
}
