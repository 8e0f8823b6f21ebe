package dev.rebound.server.account;

import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.account.KeyDesk.KeyProblem;
import dev.rebound.server.account.KeyDesk.Made;
import dev.rebound.server.account.KeyDesk.Maker;
import dev.rebound.server.account.KeyDesk.Wanted;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API keys of an account, over the REST API. */
public final class KeyApi implements Feature {

    private final KeyDesk desk;

    public KeyApi(KeyDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/api-keys", Permission.KEYS, this::list)
                .postForSecret("/api-keys", Permission.KEYS, this::create)
                .delete("/api-keys/{keyId}", Permission.KEYS, this::revoke);
    }

    private static Maker maker(ApiCall call) {
        return new Maker(call.by(), call.account(), call.permissions());
    }

    private void list(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with("items", desk.of(call.account()).stream().map(this::json).toList()));
    }

    private JsonBuilder json(ApiKey key) {
        JsonBuilder json = JsonBuilder.object()
                .with("id", Long.toString(key.id()))
                .with("name", key.name())
                .withTexts("scopes", names(key.scopes()))
                .with("state", desk.stateOf(key))
                .with("createdAt", key.life().createdAt())
                .with("expiresAt", key.life().expiresAt())
                .with("revokedAt", key.life().revokedAt())
                .with("lastUsedAt", key.life().lastUsedAt());
        return key.requestsPerMinute()
                .map(calls -> json.with("requestsPerMinute", calls))
                .orElse(json);
    }

    /** The names of scopes, in the order of the table. */
    static List<String> names(Set<KeyScope> scopes) {
        return scopes.stream().sorted().map(Enum::name).toList();
    }

    private void create(ApiCall call) throws IOException {
        JsonBody body = call.body("name", "scopes", "expiresInDays", "requestsPerMinute");
        Wanted wanted = new Wanted(
                body.text("name", KeyDesk.NAME_LENGTH_MAX),
                body.constants("scopes", KeyScope.class),
                optional(body, "expiresInDays", KeyDesk.DAYS_MAX),
                optional(body, "requestsPerMinute", KeyDesk.REQUESTS_PER_MINUTE_MAX));
        switch (desk.create(maker(call), wanted)) {
            case Made.Done(ApiKey key, String secret) ->
                call.created("/api-keys/" + key.id(), json(key).with("secret", secret));
            case Made.Refused(KeyProblem problem) -> throw refusal(body, problem);
        }
    }

    private static Optional<Integer> optional(JsonBody body, String name, int most) {
        return body.has(name) ? Optional.of(body.number(name, 1, most)) : Optional.empty();
    }

    private static Refusal refusal(JsonBody body, KeyProblem problem) {
        return switch (problem) {
            case NAME -> Refusal.at(body.at("name"), "INVALID", "give a name without line breaks");
            case NO_SCOPE -> Refusal.at(body.at("scopes"), "OUT_OF_RANGE", "must have at least one entry");
            case MORE_THAN_OWN ->
                Refusal.at(body.at("scopes"), "MORE_THAN_OWN", "a key cannot give away what it may not do itself");
            case TOO_MANY ->
                new Refusal(
                        ProblemKind.CONFLICT,
                        "The account has " + KeyDesk.KEYS_MAX + " keys that can be used; revoke one first.");
        };
    }

    private void revoke(ApiCall call) {
        if (desk.revoke(maker(call), call.id("keyId", "API key")).isEmpty()) {
            throw Refusal.notFound("API key");
        }
        call.done();
    }
}
