package dev.rebound.server.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.server.email.EmailHead;
import dev.rebound.server.email.EmailPages;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.Optional;

/** The buttons of an email that is on its way: pause, resume, send to the rest, cancel, try again now. */
public final class ControlPages implements Feature {

    private static final String EMAIL = "/a/{account}/emails/{email}/";

    private final Emails emails;
    private final Controls controls;

    public ControlPages(Emails emails, Controls controls) {
        this.emails = emails;
        this.controls = controls;
    }

    @Override
    public void register(Routes routes) {
        routes.post(EMAIL + "pause", Access.to(Permission.STEER), v -> change(v, controls::pause, "note.email-paused"))
                .post(
                        EMAIL + "resume",
                        Access.to(Permission.STEER),
                        v -> change(v, controls::resume, "note.email-resumed"))
                .post(
                        EMAIL + "rest",
                        Access.to(Permission.STEER),
                        v -> change(v, controls::sendRest, "note.email-rest-sent"))
                .get(EMAIL + "cancel", Access.to(Permission.STEER), this::askToCancel)
                .post(
                        EMAIL + "cancel",
                        Access.to(Permission.STEER),
                        v -> change(v, controls::cancel, "note.email-cancelled"))
                .post(EMAIL + "retry", Access.to(Permission.STEER), this::retry);
    }

    /** One of the changes that need nothing but the email. */
    private interface Change {
        boolean on(AccountId account, EmailId email, String by);
    }

    private void change(Visit visit, Change change, String note) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        boolean changed = change.on(visit.account(), email.id(), visit.by());
        visit.redirect(performanceOf(visit, email), changed ? note : "note.email-unchanged");
    }

    private static String performanceOf(Visit visit, MarketingEmail email) {
        return "/a/" + visit.account() + "/emails/" + email.id() + "/performance";
    }

    private void askToCancel(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        EmailHead head = new EmailHead(email, emails.totals(visit.account(), email.id()), EmailHead.Tab.PERFORMANCE);
        switch (head.stage()) {
            case UNDER_WAY, SAMPLING, PAUSED, REVIEW -> visit.page("control/cancel.jte", head);
            case OVER, CANCELLING, CANCELLED -> visit.redirect(performanceOf(visit, email), "note.email-unchanged");
        }
    }

    /** All that waits of an email, or the one message that is named. */
    private void retry(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        Optional<MessageId> message = visit.formNumber("message").map(MessageId::new);
        Scope scope = new Scope(Optional.of(email.id()), Optional.empty(), message);
        int messages = controls.retryNow(visit.account(), scope, visit.by());
        String back = message.map(id ->
                        "/a/" + visit.account() + "/emails/" + email.id() + "/recipients?group=PENDING&show=" + id)
                .orElseGet(() -> performanceOf(visit, email));
        visit.redirect(back, messages > 0 ? "note.retried" : "note.nothing-to-retry");
    }
}
