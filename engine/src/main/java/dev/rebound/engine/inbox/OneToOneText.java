package dev.rebound.engine.inbox;

import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a one-to-one email says, also as a template: personal fields such as {@code {{firstname|there}}} are filled in when it is sent.
 *
 * @param subject one line of at most {@link MessageDraft#LINE_LENGTH_MAX} characters
 * @param text plain; may be empty if there is HTML
 * @param html shown instead of the text by mail programs that can; mostly empty
 */
public record OneToOneText(String subject, String text, String html) {

    /** Longest text and HTML, in characters each. */
    public static final int BODY_LENGTH_MAX = 200_000;

    /** One of plain text. */
    public static OneToOneText plain(String subject, String text) {
        return new OneToOneText(subject, text, "");
    }

    /**
     * What has to be mended before it can be sent; empty if nothing has.
     *
     * @param properties that the account has
     */
    public List<EmailProblem> problems(Set<String> properties) {
        List<EmailProblem> problems = new ArrayList<>();
        if (subject.isBlank()) {
            problems.add(EmailProblem.NO_SUBJECT);
        }
        if (subject.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            problems.add(EmailProblem.CONTROL_CHARACTER);
        }
        if (subject.length() > MessageDraft.LINE_LENGTH_MAX) {
            problems.add(EmailProblem.LINE_TOO_LONG);
        }
        if (text.isBlank() && html.isBlank()) {
            problems.add(EmailProblem.NO_BODY);
        }
        if (text.length() > BODY_LENGTH_MAX || html.length() > BODY_LENGTH_MAX) {
            problems.add(EmailProblem.BODY_TOO_LONG);
        }
        if (!unknownFields(properties).isEmpty()) {
            problems.add(EmailProblem.UNKNOWN_FIELD);
        }
        return problems;
    }

    /** Names in braces that are no personal field. */
    public List<String> unknownFields(Set<String> properties) {
        List<String> unknown = new ArrayList<>();
        for (String part : List.of(subject, text, html)) {
            unknown.addAll(PersonalText.of(part).unknown(properties));
        }
        return unknown;
    }

    /** With a signature below both parts that there are. */
    OneToOneText signed(String signature) {
        if (signature.isBlank()) {
            return this;
        }
        String below = "<p>" + PersonalText.HTML.apply(signature.strip()).replace("\n", "<br>") + "</p>";
        return new OneToOneText(
                subject,
                text.isBlank() ? text : text.stripTrailing() + "\n\n" + signature.strip() + "\n",
                html.isBlank() ? html : PersonalContent.withLineInHtml(html, below));
    }

    /** Taken apart, to be filled in. */
    PersonalContent content() {
        return PersonalContent.of(PersonalText.of(subject), PersonalText.of(body(text)), PersonalText.of(body(html)));
    }

    /** A part of blanks is none. */
    private static String body(String part) {
        return part.isBlank() ? "" : part;
    }

    /** Whether it offers a way out. */
    boolean offersWayOut() {
        return PersonalText.of(text).uses(PersonalField.UNSUBSCRIBE_LINK)
                || PersonalText.of(html).uses(PersonalField.UNSUBSCRIBE_LINK);
    }

    /** Shows neither subject nor text: they are for one person. */
    @Override
    public String toString() {
        return "OneToOneText[" + text.length() + " characters of text, " + html.length() + " of HTML]";
    }
}
