package dev.rebound.server.email;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.LeftOut;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** Who would be left out of an email that has not been sent, by name; who was stands among its recipients. */
public final class LeftOutFeature implements Feature {

    private static final int ROWS = 50;

    private final Emails emails;
    private final Sending sending;

    public LeftOutFeature(Emails emails, Sending sending) {
        this.emails = emails;
        this.sending = sending;
    }

    /**
     * A page of them.
     *
     * @param why only these, if chosen
     * @param next the last one shown, if there are more
     */
    public record LeftOutPage(
            MarketingEmail email,
            Optional<NotSentReason> why,
            List<LeftOut> rows,
            boolean isFirst,
            Optional<ContactId> next) {

        public LeftOutPage {
            rows = List.copyOf(rows);
        }

        /** What the address of the list ends with, for this reason and from there on. */
        public String query(Optional<ContactId> after) {
            String chosen = why.map(reason -> "why=" + reason).orElse("");
            String from = after.map(contact -> "after=" + contact).orElse("");
            return "?" + chosen + (chosen.isEmpty() || from.isEmpty() ? "" : "&") + from;
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/left-out", Access.to(Permission.VIEW), this::page);
        ApiRoutes.of(routes).get("/emails/{emailId}/left-out", Permission.VIEW, this::list);
    }

    private void page(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (email.state() != EmailState.DRAFT && email.state() != EmailState.SCHEDULED) {
            visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/recipients?group=NOT_SENT");
            return;
        }
        Optional<NotSentReason> why = visit.query("why", NotSentReason.class);
        Optional<ContactId> after = visit.queryNumber("after").map(ContactId::new);
        List<LeftOut> found =
                sending.leftOut(visit.account(), email.selection(), new LeftOut.Asked(why, after, ROWS + 1));
        List<LeftOut> rows = found.subList(0, Math.min(ROWS, found.size()));
        Optional<ContactId> next =
                found.size() > ROWS ? Optional.of(rows.getLast().contact()) : Optional.empty();
        visit.page("email/left-out.jte", new LeftOutPage(email, why, rows, after.isEmpty(), next));
    }

    private void list(ApiCall call) {
        MarketingEmail email = emails.find(call.account(), new EmailId(call.id("emailId", "email")))
                .orElseThrow(() -> Refusal.notFound("email"));
        int limit = call.limit();
        LeftOut.Asked asked = new LeftOut.Asked(
                call.constant("reason", NotSentReason.class),
                call.numberCursor().map(ContactId::new),
                limit + 1);
        call.refuseUnknownParameters();
        List<LeftOut> found = sending.leftOut(call.account(), email.selection(), asked);
        call.answer(call.page(found, limit, LeftOutFeature::json, LeftOut::contact));
    }

    private static JsonBuilder json(LeftOut leftOut) {
        return JsonBuilder.object()
                .with("contactId", leftOut.contact().toString())
                .with("address", leftOut.address().text())
                .with("name", leftOut.name())
                .with("reason", leftOut.why());
    }
}
