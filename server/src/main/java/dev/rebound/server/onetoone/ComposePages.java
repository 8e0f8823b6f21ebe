package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneSending.Objection;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.OneToOneWriting;
import dev.rebound.server.email.OfferedFields;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page on which somebody writes to a contact through an inbox. */
public final class ComposePages implements Feature {

    private static final String WRITE = "/a/{account}/contacts/{contact}/write";

    private final OneToOneFeature.Parts parts;

    ComposePages(OneToOneFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(WRITE, Access.to(Permission.ONE_TO_ONE), this::show)
                .post(WRITE, Access.to(Permission.ONE_TO_ONE), this::send);
    }

    /**
     * What was wrong with what was entered.
     *
     * @param texts with subject and text
     * @param unknownFields names in braces that are no personal fields
     * @param file what is wrong with an attached file
     * @param key the key of anything else; empty if there is nothing
     */
    public record Problems(
            List<EmailProblem> texts, List<String> unknownFields, Optional<EmailFile.Problem> file, String key) {

        static final Problems NONE = new Problems(List.of(), List.of(), Optional.empty(), "");

        static Problems of(OneToOneText text, OfferedFields fields) {
            List<String> unknown = text.unknownFields(fields.properties());
            return new Problems(text.problems(fields.properties()), unknown, Optional.empty(), "");
        }

        static Problems of(EmailFile.Problem file) {
            return new Problems(List.of(), List.of(), Optional.of(file), "");
        }

        static Problems of(String key) {
            return new Problems(List.of(), List.of(), Optional.empty(), key);
        }

        /** Whether there are none. */
        public boolean areNone() {
            return texts.isEmpty() && file.isEmpty() && key.isEmpty();
        }
    }

    /**
     * The page.
     *
     * @param inboxes that can be written through, one's own first
     * @param chosen which of them
     * @param signature of the chosen one; may be empty
     * @param entered subject and text so far
     * @param objection what speaks against writing there
     * @param fields that can be used
     */
    public record ComposePage(
            Contact contact,
            List<Inbox> inboxes,
            Optional<Inbox> chosen,
            String signature,
            List<LetterTemplate> templates,
            OneToOneText entered,
            Optional<Objection> objection,
            OfferedFields fields,
            Problems problems) {

        /** Whether the form can be sent at all. */
        public boolean maySend() {
            return chosen.isPresent()
                    && objection.filter(against -> !against.mayInsist()).isEmpty();
        }
    }

    private void show(Visit visit) {
        OneToOneText text = visit.queryNumber("template")
                .flatMap(id -> parts.writing().templates().find(visit.account(), new LetterTemplateId(id)))
                .map(LetterTemplate::text)
                .orElse(OneToOneText.plain("", ""));
        show(visit, visit.queryNumber("inbox"), text, Problems.NONE);
    }

    private void show(Visit visit, Optional<Long> wanted, OneToOneText text, Problems problems) {
        Contact contact = contact(visit);
        List<Inbox> inboxes = Sendable.of(parts.inboxes(), visit.account(), visit.by());
        Optional<Inbox> chosen = wanted.map(InboxId::new)
                .flatMap(id ->
                        inboxes.stream().filter(inbox -> inbox.id().equals(id)).findFirst())
                .or(() -> inboxes.stream().findFirst());
        if (!problems.areNone()) {
            visit.http().status(422);
        }
        visit.page(
                "onetoone/compose.jte",
                new ComposePage(
                        contact,
                        inboxes,
                        chosen,
                        chosen.map(inbox ->
                                        parts.writing().habits().of(inbox.id()).signature())
                                .orElse(""),
                        parts.writing().templates().all(visit.account()),
                        text,
                        chosen.flatMap(inbox -> parts.sending().objection(inbox, OneToOneWriting.to(contact, text))),
                        fields(visit),
                        problems));
    }

    private Contact contact(Visit visit) {
        return parts.contacts()
                .find(visit.account(), new ContactId(visit.number("contact")))
                .map(ContactView::contact)
                .orElseThrow(NotFoundResponse::new);
    }

    private OfferedFields fields(Visit visit) {
        return OfferedFields.of(parts.contacts(), visit.account());
    }

    private void send(Visit visit) throws IOException {
        Optional<Long> wanted = visit.formNumber("inbox");
        OneToOneText text = EnteredText.in(visit);
        Optional<Inbox> inbox =
                wanted.map(InboxId::new).flatMap(id -> parts.inboxes().find(visit.account(), id));
        List<EmailFile> files = files(visit);
        Optional<EmailFile.Problem> badFile = problemOf(files);
        Problems problems = Problems.of(text, fields(visit));
        if (!problems.areNone()) {
            show(visit, wanted, text, problems);
        } else if (badFile.isPresent()) {
            show(visit, wanted, text, Problems.of(badFile.get()));
        } else if (inbox.isEmpty()) {
            show(visit, wanted, text, Problems.of("compose.problem.inbox"));
        } else {
            OneToOneWriting written = OneToOneWriting.to(contact(visit), text)
                    .with(files)
                    .insisting(visit.form("insist").equals("yes"));
            answer(visit, text, inbox.get(), parts.sending().send(inbox.get(), written));
        }
    }

    private void answer(Visit visit, OneToOneText text, Inbox inbox, OneToOneSending.Outcome outcome) {
        Optional<Long> wanted = Optional.of(inbox.id().value());
        switch (outcome) {
            case OneToOneSending.Outcome.Sent ignored ->
                visit.redirect(
                        "/a/" + visit.account() + "/contacts/" + visit.number("contact"), "note.one-to-one-sent");
            case OneToOneSending.Outcome.NotSent(OneToOneMessage message, var ignored) ->
                visit.redirect("/a/" + visit.account() + "/one-to-one/" + message.id());
            case OneToOneSending.Outcome.InboxDisconnected() ->
                show(visit, wanted, text, Problems.of("compose.problem.disconnected"));
            case OneToOneSending.Outcome.Withheld(var ignored, boolean mayInsist) ->
                show(
                        visit,
                        wanted,
                        text,
                        Problems.of(mayInsist ? "compose.problem.insist" : "compose.problem.refused"));
            case OneToOneSending.Outcome.Unsendable(String ignored) ->
                show(visit, wanted, text, Problems.of("compose.problem.unsendable"));
        }
    }

    /** A form without a file sends an empty one without a name. */
    private static List<EmailFile> files(Visit visit) throws IOException {
        List<EmailFile> files = new ArrayList<>();
        for (UploadedFile uploaded : visit.http().uploadedFiles("files")) {
            String name = uploaded.filename();
            if (!name.isEmpty()) {
                try (InputStream content = uploaded.content()) {
                    // Some browsers send the whole path.
                    String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
                    files.add(new EmailFile(bare, content.readNBytes(EmailFile.OCTETS_MAX + 1)));
                }
            }
        }
        return files;
    }

    /** What is wrong with files, the first of it. */
    static Optional<EmailFile.Problem> problemOf(List<EmailFile> files) {
        if (files.size() > EmailFile.FILES_MAX) {
            return Optional.of(EmailFile.Problem.TOO_MANY);
        }
        return files.stream()
                .flatMap(file -> file.problem().stream())
                .findFirst()
                .or(() ->
                        files.stream().mapToLong(file -> file.content().length).sum() > EmailFile.OCTETS_MAX
                                ? Optional.of(EmailFile.Problem.TOO_LARGE)
                                : Optional.empty());
    }
}
