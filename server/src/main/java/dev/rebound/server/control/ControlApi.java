package dev.rebound.server.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.email.EmailJson;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Pausing, scheduling and sampling over the REST API. */
public final class ControlApi implements Feature {

    private static final int MOMENT_LENGTH_MAX = 40;
    private static final int MINUTES_MAX = (int) Sample.JUDGED_AFTER_MAX.toMinutes();
    private static final double PER_CENT = 100;

    private final Emails emails;
    private final Controls controls;

    public ControlApi(Emails emails, Controls controls) {
        this.emails = emails;
        this.controls = controls;
    }

    /** One of the changes that need nothing but the email. */
    private interface Change {
        boolean on(AccountId account, EmailId email, String by);
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .post(
                        "/emails/{emailId}/pause",
                        Permission.STEER,
                        call -> change(call, controls::pause, "is not being sent, or is held"))
                .post(
                        "/emails/{emailId}/resume",
                        Permission.STEER,
                        call -> change(call, controls::resume, "is not paused"))
                .post(
                        "/emails/{emailId}/cancel",
                        Permission.STEER,
                        call -> change(call, controls::cancel, "is not being sent"))
                .post(
                        "/emails/{emailId}/rest",
                        Permission.STEER,
                        call -> change(call, controls::sendRest, "has no sample under way"))
                .post(
                        "/emails/{emailId}/unschedule",
                        Permission.SEND,
                        call -> change(call, controls::unschedule, "is not scheduled"))
                .post("/emails/{emailId}/schedule", Permission.SEND, this::schedule)
                .post("/emails/{emailId}/sample", Permission.SEND, this::sample);
    }

    private MarketingEmail find(ApiCall call) {
        return emails.find(call.account(), new EmailId(call.id("emailId", "email")))
                .orElseThrow(() -> Refusal.notFound("email"));
    }

    private void answer(ApiCall call) {
        call.answer(EmailJson.of(find(call)));
    }

    private void change(ApiCall call, Change change, String why) {
        MarketingEmail email = find(call);
        if (!change.on(call.account(), email.id(), call.by())) {
            throw conflict("The email " + why + ".");
        }
        answer(call);
    }

    private static Refusal conflict(String why) {
        return new Refusal(ProblemKind.CONFLICT, why, List.of());
    }

    private void schedule(ApiCall call) throws IOException {
        MarketingEmail email = find(call);
        JsonBody body = call.body("startsAt");
        List<EmailProblem> problems =
                controls.schedule(call.account(), email.id(), moment(body, "startsAt"), call.by());
        if (!problems.isEmpty()) {
            throw conflict("The email cannot be scheduled: " + call.wording().name(problems.getFirst()) + ".");
        }
        answer(call);
    }

    private static Instant moment(JsonBody body, String member) {
        try {
            return Instant.parse(body.text(member, MOMENT_LENGTH_MAX));
        } catch (DateTimeParseException e) {
            throw Refusal.at(body.at(member), "INVALID_MOMENT", "must be a moment such as 2026-11-24T09:00:00Z");
        }
    }

    private void sample(ApiCall call) throws IOException {
        MarketingEmail email = find(call);
        JsonBody body = call.body("size", "judgedAfterMinutes", "hardPercentMax");
        Optional<Sample> sample = body.has("size") ? Optional.of(read(body)) : Optional.empty();
        if (!controls.sampleFirst(call.account(), email.id(), sample)) {
            throw conflict("The email has been sent.");
        }
        answer(call);
    }

    private static Sample read(JsonBody body) {
        return new Sample(
                body.number("size", 1, Sample.SIZE_MAX),
                body.has("judgedAfterMinutes")
                        ? Duration.ofMinutes(body.number("judgedAfterMinutes", 1, MINUTES_MAX))
                        : Sample.JUDGED_AFTER_STANDARD,
                body.has("hardPercentMax")
                        ? body.number("hardPercentMax", 0, (int) PER_CENT) / PER_CENT
                        : Sample.HARD_MAX_STANDARD);
    }
}
