package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;

/** How somebody writes through an inbox, over the REST API. */
final class HabitsApi implements Feature {

    private static final int SHORT_LENGTH_MAX = 60;

    private final OneToOneFeature.Parts parts;

    HabitsApi(OneToOneFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        String habits = "/inboxes/{inboxId}/habits";
        ApiRoutes.of(routes)
                .get(habits, Permission.INBOXES, call -> answer(call, inbox(call)))
                .put(habits, Permission.INBOXES, this::keep);
    }

    private Inbox inbox(ApiCall call) {
        return parts.inboxes()
                .find(call.account(), new InboxId(call.id("inboxId", "inbox")))
                .orElseThrow(() -> Refusal.notFound("inbox"));
    }

    private void answer(ApiCall call, Inbox inbox) {
        call.answer(OneToOneJson.of(parts.writing().habits().of(inbox.id())));
    }

    private void keep(ApiCall call) throws IOException {
        Inbox inbox = inbox(call);
        JsonBody body = call.body("signature", "dailyMax", "timeZone", "from", "to", "days");
        String signature = body.optionalText("signature", WritingHabits.SIGNATURE_LENGTH_MAX)
                .orElse("");
        int dailyMax = body.number("dailyMax", 1, WritingHabits.DAILY_LIMIT_MAX);
        HabitsPages.keep(parts, inbox, new WritingHabits(signature, dailyMax, hours(body)), call.by());
        answer(call, inbox);
    }

    private static WorkingHours hours(JsonBody body) {
        try {
            return new WorkingHours(
                    ZoneId.of(body.text("timeZone", SHORT_LENGTH_MAX)),
                    LocalTime.parse(body.text("from", SHORT_LENGTH_MAX)),
                    LocalTime.parse(body.text("to", SHORT_LENGTH_MAX)),
                    body.constants("days", DayOfWeek.class));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Refusal.at(
                    body.at("timeZone"),
                    "INVALID",
                    "timeZone is a name such as Europe/Berlin, from and to are times such as 09:00, the earlier one first");
        }
    }
}
