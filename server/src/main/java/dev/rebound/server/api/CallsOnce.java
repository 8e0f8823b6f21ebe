package dev.rebound.server.api;

import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.once.KeptAnswers.Answer;
import dev.rebound.engine.once.KeptAnswers.CallKey;
import dev.rebound.engine.once.KeptAnswers.Known;
import dev.rebound.server.api.ApiRoutes.ApiHandler;
import dev.rebound.server.web.Visit;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Carries out a call with an {@code Idempotency-Key} once, however often it comes within a day
 * (draft-ietf-httpapi-idempotency-key-header). What was refused has changed nothing and is not remembered.
 */
final class CallsOnce {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String FORM = "[\\x21-\\x7e]{1," + KeptAnswers.KEY_LENGTH_MAX + "}";

    private CallsOnce() {}

    /** Carries out a call that changes something. */
    static void handle(Visit visit, ApiCall call, ApiHandler handler) throws Exception {
        Optional<String> key = Optional.ofNullable(visit.http().header(HEADER));
        if (key.isEmpty()) {
            handler.handle(call);
            return;
        }
        if (!key.get().matches(FORM)) {
            throw new Refusal(
                    ProblemKind.INVALID_PARAMETER,
                    "The header " + HEADER + " must have 1 to " + KeptAnswers.KEY_LENGTH_MAX
                            + " printable ASCII characters without blanks.");
        }
        CallKey known = new CallKey(call.account(), key.get());
        switch (visit.keptAnswers().begin(known, fingerprint(visit.http(), call), visit.now())) {
            case Known.Fresh() -> carryOut(visit, known, call, handler);
            case Known.Answered(Answer answer) -> repeat(visit.http(), answer);
            case Known.Begun begun ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "A call with this key was begun at " + begun.since() + " and has no answer yet. Wait for it; if"
                                + " the server was stopped meanwhile, look whether it was carried out and use a new"
                                + " key.");
            case Known.OtherCall() ->
                throw new Refusal(
                        ProblemKind.INVALID_CONTENT,
                        "Another call was made with this " + HEADER + ". Make up a new one for each call.");
        }
    }

    /** Carries out a call whose answer cannot be kept. */
    static void refuseKey(Visit visit, ApiCall call, ApiHandler handler) throws Exception {
        if (visit.http().header(HEADER) != null) {
            throw new Refusal(
                    ProblemKind.INVALID_PARAMETER,
                    "The header " + HEADER + " cannot be used here: the answer has a secret in it, which is not kept.");
        }
        handler.handle(call);
    }

    private static void carryOut(Visit visit, CallKey key, ApiCall call, ApiHandler handler) throws Exception {
        try {
            handler.handle(call);
        } catch (Refusal refused) {
            visit.keptAnswers().abandon(key);
            throw refused;
        }
        Context http = visit.http();
        Optional<String> location = Optional.ofNullable(http.res().getHeader("Location"));
        String body = Optional.ofNullable(http.result()).orElse("");
        visit.keptAnswers().finish(key, new Answer(http.statusCode(), location, body));
        http.result(body);
    }

    private static void repeat(Context http, Answer answer) {
        http.status(answer.status()).header(REPLAYED, "true");
        answer.location().ifPresent(location -> http.header("Location", location));
        if (!answer.body().isEmpty()) {
            http.contentType(ApiCall.JSON).result(answer.body());
        }
    }

    /** Of everything that decides what the call does. */
    private static String fingerprint(Context http, ApiCall call) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = http.method() + " " + http.path() + "?"
                    + Optional.ofNullable(http.queryString()).orElse("");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(call.keepBody()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
