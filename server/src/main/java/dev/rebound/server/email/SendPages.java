package dev.rebound.server.email;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailCheck;
import dev.rebound.engine.email.EmailChecks;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sending now, later or to a sample first, with a look at who is left out; cloning, and what was sent. */
public final class SendPages implements Feature {

    private final Emails emails;
    private final EmailFiles files;
    private final Sending sending;
    private final Controls controls;
    private final InstantSource clock;

    public SendPages(Emails emails, EmailFiles files, Outgoing outgoing) {
        this.emails = emails;
        this.files = files;
        this.sending = outgoing.sending();
        this.controls = outgoing.controls();
        this.clock = outgoing.clock();
    }

    /** How emails are sent, and by what time. */
    public record Outgoing(Sending sending, Controls controls, InstantSource clock) {}

    /**
     * What is shown before sending.
     *
     * @param preview who would get it; empty before all contacts were looked at for that, which the page does not wait for
     * @param checks what was noticed about the email
     * @param form when and to whom first
     * @param problems why it was not sent when that was tried
     * @param ownAddress of who looks, for a test; empty if their login is none
     */
    public record SendQuestion(
            MarketingEmail email,
            Optional<EligibilityPreview> preview,
            List<EmailCheck> checks,
            PlanForm form,
            List<EmailProblem> problems,
            String ownAddress) {
        public SendQuestion {
            checks = List.copyOf(checks);
            problems = List.copyOf(problems);
        }

        /** Whose name the email is sent in. */
        public String fromDomain() {
            return email.content().from().key().domain();
        }

        /** Whether it is known that nobody would get it. */
        public boolean hasNobody() {
            return preview.map(all -> all.eligible() == 0).orElse(false);
        }

        public boolean isScheduled() {
            return email.state() == EmailState.SCHEDULED;
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/send", Access.to(Permission.VIEW), this::ask)
                .post("/a/{account}/emails/{email}/send", Access.to(Permission.SEND), this::send)
                .post("/a/{account}/emails/{email}/unschedule", Access.to(Permission.SEND), this::unschedule)
                .post("/a/{account}/emails/{email}/clone", Access.to(Permission.EMAILS), this::copy)
                .post("/a/{account}/emails/{email}/resend", Access.to(Permission.EMAILS), this::resend)
                .get("/a/{account}/emails/{email}/content", Access.to(Permission.VIEW), this::content);
    }

    private void ask(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        switch (email.state()) {
            case DRAFT, SCHEDULED ->
                ask(
                        visit,
                        email,
                        PlanForm.of(email, clock.instant(), visit.wording().zone()),
                        List.of());
            case SENDING, SENT, SUBMITTED -> visit.redirect(performanceOf(visit, email.id()));
        }
    }

    private void ask(Visit visit, MarketingEmail email, PlanForm form, List<EmailProblem> problems) {
        Optional<EligibilityPreview> preview = visit.query("count").isEmpty()
                ? Optional.empty()
                : Optional.of(sending.preview(visit.account(), email.selection()));
        List<EmailCheck> checks = EmailChecks.of(email.content(), files.list(visit.account(), email.id()));
        visit.page(
                visit.wantsFragment() ? "email/who.jte" : "email/send.jte",
                new SendQuestion(email, preview, checks, form, problems, TestFeature.ownAddress(visit)));
    }

    private void send(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        PlanForm form = PlanForm.read(visit, clock.instant());
        if (email.state() != EmailState.DRAFT && email.state() != EmailState.SCHEDULED) {
            visit.redirect(performanceOf(visit, email.id()), "note.email-not-draft");
            return;
        }
        List<EmailProblem> problems = form.isGood() ? send(visit, email, form) : List.of();
        if (!form.isGood() || !problems.isEmpty()) {
            visit.http().status(422);
            ask(visit, email, form, problems);
        } else if (form.later()) {
            visit.redirect(sendOf(visit, email.id()), "note.email-scheduled");
        } else {
            visit.redirect(performanceOf(visit, email.id()), "note.email-sending");
        }
    }

    private List<EmailProblem> send(Visit visit, MarketingEmail email, PlanForm form) {
        controls.sampleFirst(visit.account(), email.id(), form.sample());
        return form.startsAt()
                .map(at -> controls.schedule(visit.account(), email.id(), at, visit.by()))
                .orElseGet(() -> sendNow(visit, email));
    }

    private List<EmailProblem> sendNow(Visit visit, MarketingEmail email) {
        if (email.state() == EmailState.SCHEDULED) {
            controls.unschedule(visit.account(), email.id(), visit.by());
        }
        return sending.send(visit.account(), email.id(), visit.by());
    }

    private void unschedule(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        boolean withdrawn = controls.unschedule(visit.account(), email.id(), visit.by());
        visit.redirect(
                "/a/" + visit.account() + "/emails/" + email.id(),
                withdrawn ? "note.email-unscheduled" : "note.email-not-scheduled");
    }

    private void copy(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        Selection same =
                email.selection() instanceof Selection.SoftBouncedOf ? new Selection.Everybody() : email.selection();
        toDraft(visit, email, "clone.name", same);
    }

    private void resend(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        toDraft(visit, email, "clone.resend-name", new Selection.SoftBouncedOf(email.id()));
    }

    private void toDraft(Visit visit, MarketingEmail email, String nameKey, Selection selection) {
        if (email.state() == EmailState.SUBMITTED) {
            throw new NotFoundResponse();
        }
        String fitting = EmailPages.nameOfDraft(visit, nameKey, email);
        EmailId draft = sending.cloneOf(visit.account(), email.id(), fitting, selection, visit.by())
                .orElseThrow(NotFoundResponse::new);
        visit.redirect("/a/" + visit.account() + "/emails/" + draft + "/edit", "note.email-cloned");
    }

    private void content(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (email.state() == EmailState.SUBMITTED) {
            visit.redirect(performanceOf(visit, email.id()));
            return;
        }
        visit.page(
                "email/content.jte",
                new EmailHead(email, emails.totals(visit.account(), email.id()), EmailHead.Tab.CONTENT));
    }

    private static String sendOf(Visit visit, EmailId id) {
        return "/a/" + visit.account() + "/emails/" + id + "/send";
    }

    private static String performanceOf(Visit visit, EmailId id) {
        return "/a/" + visit.account() + "/emails/" + id + "/performance";
    }
}
