package dev.rebound.server;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.Submitter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does in an account what people do who use all of Rebound, by the forms of the pages: connects an inbox, writes letters, makes a
 * sequence, webhooks, keys, changes in bulk. So there is something to see on every page, and forms that changed are noticed.
 */
public final class BusyAccount {

    private static final String TEXT =
            "Hello {{firstname|there}},\r\n\r\nthe samples you asked for are on their way. Shall we talk on Thursday?";

    private final Ports ports;
    private final AccountId account;
    private final Browser owner;
    private final Browser operator;
    /** What fills the holes of addresses, by the names that routes give them. */
    private final Map<String, String> holes = new HashMap<>();

    /**
     * An account that is still idle.
     *
     * @param ports with mail servers that are not there ({@link LoopbackMail})
     * @param owner signed in, as are operators
     */
    public BusyAccount(Ports ports, AccountId account, Browser owner, Browser operator) {
        this.ports = ports;
        this.account = account;
        this.owner = owner;
        this.operator = operator;
        holes.put("account", account.toString());
        holes.put("property", "company");
    }

    /** Does all of it; gives what fills the holes in addresses of pages. */
    public Map<String, String> work() {
        connectAnInbox();
        writeLetters();
        followUp();
        letProgramsIn();
        letPeopleIn();
        changeInBulk();
        takeReturnedMail();
        return Map.copyOf(holes);
    }

    private String path(String rest) {
        return "/a/" + account + "/" + rest;
    }

    private static HttpResponse<String> submit(Browser by, String page, String form, Map<String, String> fields) {
        by.get(page);
        HttpResponse<String> answer = by.submit(form, fields);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(form + " was answered " + answer.statusCode() + "\n" + answer.body());
        }
        return answer;
    }

    /** The first group, in the address that was answered or in the page. */
    private static String found(HttpResponse<String> answer, String pattern) {
        String text = answer.headers().firstValue("Location").orElse("") + "\n" + answer.body();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in\n" + text);
        }
        return matcher.group(1);
    }

    private ContactId contact(String address, String firstName, String lastName) {
        EmailAddress email = EmailAddress.parse(address).orElseThrow();
        ports.contacts()
                .save(
                        account,
                        List.of(new NewContact(email, firstName, lastName)
                                .with(ContactProperties.of(Map.of("company", "Northwind", "city", "Bilbao")))),
                        ports.clock().instant());
        return ports.contacts()
                .findByAddress(account, email.key())
                .orElseThrow()
                .contact()
                .id();
    }

    private void connectAnInbox() {
        submit(
                owner,
                path("inboxes/new"),
                path("inboxes"),
                Map.of(
                        "address", "mara@fernhill.example",
                        "name", "Mara Lind",
                        "password", LoopbackMail.PASSWORD,
                        "user", "mara@fernhill.example",
                        "imap-host", "imap.fernhill.example",
                        "imap-port", "993",
                        "imap-protection", "TLS",
                        "smtp-host", "smtp.fernhill.example",
                        "smtp-port", "465",
                        "smtp-protection", "TLS"));
        holes.put("inboxId", found(owner.get(path("inboxes")), "inboxes/([0-9]+)/"));
    }

    private void writeLetters() {
        submit(
                owner,
                path("one-to-one/templates/new"),
                path("one-to-one/templates"),
                Map.of("name", "After a request for samples", "subject", "Your samples", "text", TEXT, "html", ""));
        holes.put("templateId", found(owner.get(path("one-to-one/templates")), "templates/([0-9]+)"));
        write(contact("ines.marquez@northwind.example", "Inés", "Márquez"), "Your samples, {{firstname|there}}");
        write(contact("jonas.weber@closed.example", "Jonas", "Weber"), "The offer we talked about");
        write(contact("zhang.wei@tealeaf.example", "伟", "张"), "Samples of the spring harvest");
        holes.put("oneToOneId", found(owner.get(path("one-to-one")), "one-to-one/([0-9]+)"));
    }

    private void write(ContactId contact, String subject) {
        String page = path("contacts/" + contact + "/write");
        submit(
                owner,
                page,
                page,
                Map.of("inbox", holes.getOrDefault("inboxId", ""), "subject", subject, "text", TEXT, "html", ""));
    }

    /** The first step waits some days, so that nothing goes out while somebody looks. */
    private void followUp() {
        submit(
                owner,
                path("sequences/new"),
                path("sequences"),
                Map.of(
                        "name", "After the trade fair",
                        "action", "keep",
                        "days-1", "2",
                        "hours-1", "0",
                        "subject-1", "It was good to meet you, {{firstname|there}}",
                        "text-1", TEXT,
                        "days-2", "3",
                        "hours-2", "4",
                        "subject-2", "Did the samples arrive?",
                        "text-2", "Hello {{firstname|there}},\r\n\r\nI wonder whether they arrived well."));
        String sequence = found(owner.get(path("sequences")), "sequences/([0-9]+)");
        holes.put("sequenceId", sequence);
        String enrol = path("sequences/" + sequence + "/enrol");
        submit(
                owner,
                enrol,
                enrol,
                Map.of(
                        "inbox", holes.getOrDefault("inboxId", ""),
                        "addresses", "ines.marquez@northwind.example, zhang.wei@tealeaf.example",
                        "action", "enrol"));
    }

    private void letProgramsIn() {
        submit(
                owner,
                path("webhooks"),
                path("webhooks"),
                Map.of("url", "https://crm.fernhill.example/rebound", "type", "BOUNCED"));
        holes.put("webhookId", found(owner.get(path("webhooks")), "webhooks/([0-9]+)"));
        submit(owner, path("api-keys"), path("api-keys"), Map.of("name", "Shop", "scope", "SUBMISSION", "days", "90"));
        submit(
                operator,
                "/operator/event-sources",
                "/operator/event-sources",
                Map.of("name", "Postmark", "provider", "POSTMARK", "secret", ""));
        holes.put("source", found(operator.get("/operator/event-sources"), "event-sources/([0-9]+)"));
        SubmittedMail order = new SubmittedMail(
                EmailAddress.parse("shop@fernhill.example").orElseThrow(),
                "Your order 2041 is on its way",
                "<2041@fernhill.example>",
                Optional.of("orders"),
                SubmittedMail.Asks.NOTHING,
                "Subject: Your order\r\n\r\nIt is on its way.\r\n".getBytes(StandardCharsets.US_ASCII),
                List.of(EmailAddress.parse("ines.marquez@northwind.example").orElseThrow()));
        ports.submissions()
                .accept(
                        new Submitter(account, "Shop"),
                        order,
                        "SMTP " + LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC),
                        ports.clock().instant())
                .join();
    }

    private void letPeopleIn() {
        String link = found(
                submit(
                        owner,
                        path("people"),
                        path("people"),
                        Map.of("login", "ruth@fernhill.example", "role", "SALES")),
                "/invitation/([A-Za-z0-9_-]{20,})");
        holes.put("/invitation/{secret}", link);
        String person = found(owner.get(path("people")), "/people/([0-9]+)");
        holes.put("person", person);
        holes.put(
                "/set-password/{secret}",
                found(
                        submit(
                                operator,
                                "/operator/people/" + person,
                                "/operator/people/" + person + "/password-link",
                                Map.of()),
                        "/set-password/([A-Za-z0-9_-]{20,})"));
        ContactId leaving = contact("ines.marquez@northwind.example", "Inés", "Márquez");
        holes.put("token", ports.unsubscribing().token(account, leaving));
    }

    private void changeInBulk() {
        owner.get(path("contacts/import"));
        String chosen = importOf(
                "trade-fair.csv", "email,first name,last name\nada@orchard.example,Ada,Berg\nnot an address,Bo,\n");
        submit(
                owner,
                path("contacts/imports/" + chosen + "/columns"),
                path("contacts/imports/" + chosen + "/columns"),
                Map.of("headings", "yes", "column-0", "EMAIL", "column-1", "FIRST_NAME", "column-2", "LAST_NAME"));
        holes.put("import", chosen);
        holes.put(
                "offered",
                importOf(
                        "visitors.csv",
                        "E-Mail;Vorname;Nachname;Stand\nbea@orchard.example;Bea;Lang;12\ncem@orchard.example;Cem;;7\n"));
        owner.get(path("suppressions/file?kind=IMPORT"));
        HttpResponse<String> listed = owner.upload(
                path("suppressions/file"),
                Map.of("kind", "IMPORT"),
                "suppressions.csv",
                "email\nold@orchard.example\nolder@orchard.example\n");
        String bulk = found(listed, "bulk-changes/([0-9]+)");
        holes.put("bulk", bulk);
        submit(operator, "/rules/history", "/rules/history", Map.of("rules", ""));
        holes.put("run", found(operator.get("/rules/history"), "/rules/history/([0-9]+)"));
        holes.put("rule", "unknown-in-reply-to-mail-from");
    }

    private String importOf(String fileName, String content) {
        return found(owner.upload(path("contacts/import"), Map.of(), fileName, content), "imports/([A-Za-z0-9-]+)");
    }

    private void takeReturnedMail() {
        ports.quarantine()
                .keep(
                        new ReturnedMail(
                                "",
                                List.of("b+x@bounces.example"),
                                "Subject: Undelivered Mail Returned to Sender\r\n\r\nno such user\r\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                "192.0.2.9",
                                ports.clock().instant()),
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN)
                .join();
        holes.put("mail", found(operator.get("/operator/quarantine"), "/operator/quarantine/([0-9]+)"));
    }
}
