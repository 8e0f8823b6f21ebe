package dev.rebound.server.email;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.engine.submission.TestEmails;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.submission.SubmissionFeature;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An email is sent to one's own mailbox first, on a page and by REST, and what became of it is shown. */
public final class TestFeature implements Feature {

    private static final String PAGE = "/a/{account}/emails/{email}/test";
    private static final int ADDRESS_LENGTH_MAX = 1_000;
    /** What people put between addresses, in either language. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;，；、]+");

    private static final Pattern TEST_ID = Pattern.compile("test-[0-9a-f-]{36}");
    private static final int WRONG_SHOWN_MAX = 3;

    private final Emails emails;
    private final Submissions submissions;
    private final Sending sending;
    private final TestEmails tests;

    public TestFeature(Emails emails, Submissions submissions, Sending sending, TestEmails tests) {
        this.emails = emails;
        this.submissions = submissions;
        this.sending = sending;
        this.tests = tests;
    }

    /**
     * What the page shows.
     *
     * @param addresses as typed
     * @param wrong some of what was typed and is no address
     * @param problem what else is wrong, in words, or empty
     * @param test the left part of the Message-ID of the test that is looked at, or empty
     * @param messages of that test, one for each address
     */
    public record TestPage(
            MarketingEmail email,
            String addresses,
            List<String> wrong,
            String problem,
            String test,
            List<SubmittedMessage> messages) {

        public TestPage {
            wrong = List.copyOf(wrong);
            messages = List.copyOf(messages);
        }

        /** Whether nothing is known yet of a message. */
        public boolean isUnderWay() {
            return messages.stream().anyMatch(message -> message.status().isInFlight());
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.to(Permission.VIEW), this::page).post(PAGE, Access.to(Permission.SEND), this::send);
        ApiRoutes.of(routes).post("/emails/{emailId}/test", Permission.SEND, this::send);
    }

    private MarketingEmail emailOf(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (email.state() == EmailState.SUBMITTED) {
            throw new NotFoundResponse();
        }
        return email;
    }

    private void page(Visit visit) {
        MarketingEmail email = emailOf(visit);
        String test = visit.query("test");
        List<SubmittedMessage> messages = TEST_ID.matcher(test).matches()
                ? submissions.withHeaderId(visit.account(), headerId(email, test), TestEmails.ADDRESSES_MAX)
                : List.of();
        TestPage model = new TestPage(email, ownAddress(visit), List.of(), "", test, messages);
        visit.page(visit.wantsFragment() && !messages.isEmpty() ? "email/test-state.jte" : "email/test.jte", model);
    }

    private static String headerId(MarketingEmail email, String test) {
        return "<" + test + "@" + email.content().from().key().domain() + ">";
    }

    /** Many sign in with their address. */
    static String ownAddress(Visit visit) {
        return EmailAddress.parse(visit.by()).map(EmailAddress::text).orElse("");
    }

    private void send(Visit visit) {
        MarketingEmail email = emailOf(visit);
        String typed = visit.form("addresses");
        List<EmailAddress> addresses = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        BETWEEN.splitAsStream(typed)
                .filter(part -> !part.isEmpty())
                .forEach(part -> EmailAddress.parse(part).ifPresentOrElse(addresses::add, () -> wrong.add(part)));
        String problem = problemOf(visit.wording(), email, addresses.size() + wrong.size());
        if (!problem.isEmpty() || !wrong.isEmpty()) {
            visit.http().status(422);
            List<String> shown = wrong.subList(0, Math.min(WRONG_SHOWN_MAX, wrong.size()));
            visit.page("email/test.jte", new TestPage(email, typed, shown, problem, "", List.of()));
            return;
        }
        String mark = visit.wording().text("test.mark");
        String headerId = tests.send(
                email, new TestEmails.Wanted(addresses.stream().distinct().toList(), mark, visit.by()));
        String test = headerId.substring(1, headerId.indexOf('@'));
        visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/test?test=" + test);
    }

    private String problemOf(Wording wording, MarketingEmail email, int addresses) {
        if (addresses == 0) {
            return wording.text("test.no-address");
        }
        if (addresses > TestEmails.ADDRESSES_MAX) {
            return wording.text("test.too-many", TestEmails.ADDRESSES_MAX);
        }
        return sending.problemsOf(email.account(), email.content()).stream()
                .findFirst()
                .map(problem -> wording.text("test.unfinished", wording.name(problem)))
                .orElse("");
    }

    private void send(ApiCall call) throws IOException {
        MarketingEmail email = emails.find(call.account(), new EmailId(call.id("emailId", "email")))
                .filter(found -> found.state() != EmailState.SUBMITTED)
                .orElseThrow(() -> Refusal.notFound("email"));
        JsonBody body = call.body("addresses");
        List<String> texts = body.texts("addresses", TestEmails.ADDRESSES_MAX, ADDRESS_LENGTH_MAX);
        List<EmailAddress> addresses = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            addresses.add(address(body.at("addresses") + "/" + i, texts.get(i)));
        }
        if (addresses.isEmpty()) {
            throw Refusal.at(
                    body.at("addresses"), "MISSING", "must have 1 to " + TestEmails.ADDRESSES_MAX + " addresses");
        }
        List<EmailProblem> problems = sending.problemsOf(email.account(), email.content());
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ProblemKind.INVALID_CONTENT,
                    "The email is not finished.",
                    problems.stream()
                            .map(problem -> new FieldError(
                                    "", problem.name(), call.wording().name(problem)))
                            .toList());
        }
        String headerId = tests.send(
                email,
                new TestEmails.Wanted(
                        addresses.stream().distinct().toList(), call.wording().text("test.mark"), call.by()));
        call.accepted(
                "/submitted?headerId=" + View.encoded(headerId),
                JsonBuilder.object()
                        .with("headerId", headerId)
                        .with(
                                "items",
                                submissions.withHeaderId(call.account(), headerId, TestEmails.ADDRESSES_MAX).stream()
                                        .map(SubmissionFeature::json)
                                        .toList()));
    }

    private static EmailAddress address(String at, String text) {
        return switch (AddressReader.read(text)) {
            case AddressReader.Valid valid -> valid.address();
            case AddressReader.Invalid invalid ->
                throw Refusal.at(at, invalid.problem().name(), "is no address that mail can be sent to");
        };
    }
}
