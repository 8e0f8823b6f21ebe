package dev.rebound.server.provider;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSourceDesk;
import dev.rebound.engine.provider.EventSourceDesk.Made;
import dev.rebound.engine.provider.EventSourceDesk.SourceProblem;
import dev.rebound.engine.provider.Provider;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sources of provider events over the REST API. */
final class EventSourceApi implements Feature {

    private static final String LIST = "/operator/event-sources";
    private static final String ONE = LIST + "/{sourceId}";
    private static final int PROVIDER_LENGTH_MAX = 100;

    private final EventSourceDesk desk;

    EventSourceApi(EventSourceDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(LIST, Permission.INSTALLATION, this::list)
                .postForSecret(LIST, Permission.INSTALLATION, this::create)
                .get(ONE, Permission.INSTALLATION, call -> call.answer(json(call, source(call))))
                .patch(ONE, Permission.INSTALLATION, this::change)
                .delete(ONE, Permission.INSTALLATION, this::remove);
    }

    private EventSource source(ApiCall call) {
        return desk.find(call.id("sourceId", "source of events"))
                .orElseThrow(() -> Refusal.notFound("source of events"));
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        List<JsonBuilder> items =
                desk.all().stream().map(source -> json(call, source)).toList();
        call.answer(JsonBuilder.object().with("items", items));
    }

    private void create(ApiCall call) throws IOException {
        JsonBody body = call.body("name", "provider", "secret");
        String name = body.text("name", EventSource.NAME_LENGTH_MAX);
        Provider provider = provider(body);
        Optional<String> secret = body.optionalText("secret", EventSource.SECRET_LENGTH_MAX);
        switch (desk.create(name, provider, secret, call.by())) {
            case Made.Refused(SourceProblem problem) -> throw refusal(body, problem);
            case Made.Source(EventSource made, Optional<String> password) ->
                call.created(LIST + "/" + made.id(), json(call, made).with("password", password));
        }
    }

    private static Provider provider(JsonBody body) {
        String name = body.text("provider", PROVIDER_LENGTH_MAX);
        List<String> known = Arrays.stream(Provider.values()).map(Enum::name).toList();
        if (!known.contains(name)) {
            throw Refusal.at(body.at("provider"), "UNKNOWN_VALUE", "must be one of " + String.join(", ", known));
        }
        return Provider.valueOf(name);
    }

    private static Refusal refusal(JsonBody body, SourceProblem problem) {
        return switch (problem) {
            case NAME_FORM -> Refusal.at(body.at("name"), "INVALID", "give a name without line breaks");
            case SECRET_FORM ->
                Refusal.at(
                        body.at("secret"),
                        "INVALID",
                        "must be what the provider shows: the ARN of the topic of SES, else a key without blanks");
            case SECRET_IS_OURS ->
                Refusal.at(
                        body.at("secret"),
                        "NOT_ALLOWED",
                        "this provider is given a password that the answer to making the source shows");
            case TOO_MANY -> new Refusal(ProblemKind.CONFLICT, "There are as many sources as there may be.");
        };
    }

    private void change(ApiCall call) throws IOException {
        EventSource source = source(call);
        JsonBody body = call.body("secret");
        Optional<SourceProblem> problem =
                desk.changeSecret(source, body.text("secret", EventSource.SECRET_LENGTH_MAX), call.by());
        if (problem.isPresent()) {
            throw refusal(body, problem.get());
        }
        call.answer(json(call, source(call)));
    }

    private void remove(ApiCall call) {
        desk.remove(source(call), call.by());
        call.done();
    }

    private static JsonBuilder json(ApiCall call, EventSource source) {
        return JsonBuilder.object()
                .with("id", source.id().toString())
                .with("name", source.name())
                .with("provider", source.provider())
                .with("endpoint", call.visit().reachable(EventEndpoint.PATH + source.path()))
                .with("hasSecret", source.secret().isPresent())
                .with("createdAt", source.createdAt())
                .with("lastAt", source.figures().lastAt())
                .with("proven", source.figures().proven())
                .with("quarantined", source.figures().quarantined());
    }
}
