package dev.rebound.server.email;

import dev.rebound.core.address.AddressProblem;
import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.email.EmailForm.Audience;
import dev.rebound.server.web.Visit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the form into an email and back. Everything typed is kept, right or wrong. */
final class EmailEditing {

    /** Sent emails offered for "those to whom it soft bounced". */
    private static final int ORIGINALS_MAX = 50;
    /** The sender's address is judged on its own, so any will do for the rest. */
    private static final EmailAddress ANYBODY =
            EmailAddress.parse("any@example.com").orElseThrow();

    private final Emails emails;
    private final Contacts contacts;
    private final Sending sending;

    EmailEditing(Emails emails, Contacts contacts, Sending sending) {
        this.emails = emails;
        this.contacts = contacts;
        this.sending = sending;
    }

    /** What came of reading a form. */
    sealed interface Reading {
        /** It can be saved. */
        record Good(EmailDraft draft) implements Reading {}

        /** It cannot; the form says why. */
        record Faulty(EmailForm form) implements Reading {}
    }

    /** An empty form. */
    EmailForm blank(AccountId account) {
        return new EmailForm(
                Optional.empty(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Audience.EVERYBODY,
                "",
                "",
                "",
                originals(account),
                OfferedFields.of(contacts, account),
                EmailForm.Problems.none());
    }

    /** The form of a draft. */
    EmailForm of(MarketingEmail email) {
        EmailContent content = email.content();
        return new EmailForm(
                Optional.of(email.id()),
                content.name(),
                content.subject(),
                content.previewText(),
                content.fromName(),
                content.from().text(),
                content.text(),
                content.html(),
                audienceOf(email.selection()),
                addressesOf(email),
                email.selection() instanceof Selection.SoftBouncedOf(EmailId original) ? original.toString() : "",
                email.plan().tryFor().map(HoursField::written).orElse(""),
                originals(email.account()),
                OfferedFields.of(contacts, email.account()),
                EmailForm.Problems.none());
    }

    private static Audience audienceOf(Selection selection) {
        return switch (selection) {
            case Selection.Everybody ignored -> Audience.EVERYBODY;
            case Selection.Chosen ignored -> Audience.CHOSEN;
            case Selection.SoftBouncedOf ignored -> Audience.SOFT_BOUNCED;
        };
    }

    private String addressesOf(MarketingEmail email) {
        return email.selection() instanceof Selection.Chosen(List<ContactId> ids)
                ? ids.stream()
                        .flatMap(id -> contacts.find(email.account(), id).stream())
                        .map(view -> view.contact().email().text())
                        .collect(Collectors.joining("\n"))
                : "";
    }

    private List<MarketingEmail> originals(AccountId account) {
        return emails.page(account, Optional.empty(), ORIGINALS_MAX).stream()
                .filter(email -> email.state() != EmailState.DRAFT && email.state() != EmailState.SUBMITTED)
                .toList();
    }

    /** Reads what was typed. */
    Reading read(Visit visit, Optional<EmailId> id) {
        AccountId account = visit.account();
        Audience audience = visit.form("audience", Audience.class).orElse(Audience.EVERYBODY);
        Optional<Selection> selection = Optional.empty();
        List<String> unknown = List.of();
        boolean tooMany = false;
        boolean originalMissing = false;
        switch (audience) {
            case EVERYBODY -> selection = Optional.of(new Selection.Everybody());
            case CHOSEN -> {
                List<String> typed = linesOf(visit.form("addresses"));
                tooMany = typed.size() > Selection.Chosen.CONTACTS_MAX;
                Chosen chosen = tooMany ? new Chosen(List.of(), List.of()) : choose(account, typed);
                unknown = chosen.unknown();
                selection = Optional.of(new Selection.Chosen(chosen.ids()));
            }
            case SOFT_BOUNCED -> {
                selection = originalOf(visit, account).map(Selection.SoftBouncedOf::new);
                originalMissing = selection.isEmpty();
            }
        }
        AddressReader.Result from = AddressReader.read(visit.form("from"));
        HoursField tryFor = HoursField.read(visit.form("tryFor"));
        EmailForm.Problems problems = new EmailForm.Problems(
                problemsOf(visit),
                problemOf(from),
                unknownFields(visit),
                unknown,
                tooMany,
                originalMissing,
                tryFor.wrong());
        if (problems.areNone() && from instanceof AddressReader.Valid(EmailAddress sender) && selection.isPresent()) {
            return new Reading.Good(new EmailDraft(contentOf(visit, sender), selection.get(), tryFor.length()));
        }
        return new Reading.Faulty(typed(visit, id, audience, problems));
    }

    private static Optional<AddressProblem> problemOf(AddressReader.Result from) {
        return switch (from) {
            case AddressReader.Valid ignored -> Optional.empty();
            case AddressReader.Invalid(AddressProblem problem) -> Optional.of(problem);
        };
    }

    private List<EmailProblem> problemsOf(Visit visit) {
        return sending.problemsOf(visit.account(), contentOf(visit, ANYBODY));
    }

    private List<String> unknownFields(Visit visit) {
        return List.copyOf(sending.unknownFields(visit.account(), contentOf(visit, ANYBODY)));
    }

    private static EmailContent contentOf(Visit visit, EmailAddress from) {
        return new EmailContent(
                visit.form("name").strip(),
                visit.form("subject").strip(),
                visit.form("previewText").strip(),
                visit.form("fromName").strip(),
                from,
                visit.form("text"),
                visit.form("html"));
    }

    private EmailForm typed(Visit visit, Optional<EmailId> id, Audience audience, EmailForm.Problems problems) {
        return new EmailForm(
                id,
                visit.form("name"),
                visit.form("subject"),
                visit.form("previewText"),
                visit.form("fromName"),
                visit.form("from"),
                visit.form("text"),
                visit.form("html"),
                audience,
                visit.form("addresses"),
                visit.form("original"),
                visit.form("tryFor"),
                originals(visit.account()),
                OfferedFields.of(contacts, visit.account()),
                problems);
    }

    private Optional<EmailId> originalOf(Visit visit, AccountId account) {
        String number = visit.form("original");
        return number.matches("[1-9][0-9]{0,17}")
                ? emails.find(account, new EmailId(Long.parseLong(number))).map(MarketingEmail::id)
                : Optional.empty();
    }

    private static List<String> linesOf(String addresses) {
        return addresses
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private record Chosen(List<ContactId> ids, List<String> unknown) {}

    private Chosen choose(AccountId account, List<String> typed) {
        Set<ContactId> ids = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String line : typed) {
            EmailAddress.parse(line)
                    .flatMap(address -> contacts.findByAddress(account, address.key()))
                    .ifPresentOrElse(view -> ids.add(view.contact().id()), () -> {
                        if (unknown.size() < EmailForm.Problems.LISTED_MAX) {
                            unknown.add(line);
                        }
                    });
        }
        return new Chosen(List.copyOf(ids), List.copyOf(unknown));
    }
}
