package dev.rebound.engine.email;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subject, text and HTML of an email, ready to be filled in. An email that shows its reader no way out
 * gets a last line with one. Immutable; made once an email and shared.
 */
public final class PersonalContent {

    /** In both languages of the product, because an email does not say in which one it is written. */
    private static final String UNSUBSCRIBE = "Unsubscribe / 退订";

    /** Where an email's HTML begins to be seen. */
    private static final Pattern BODY_START = Pattern.compile("<body[\\s>]", Pattern.CASE_INSENSITIVE);

    /**
     * Seen in the list of a mailbox and nowhere else. Behind it stand pairs of characters that take no room, or the list would go on
     * with the beginning of the email.
     */
    private static final String PREVIEW_TEXT =
            "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">%s" + "&#847;&zwnj;&nbsp;".repeat(80)
                    + "</div>";

    private static final Pattern BODY_END = Pattern.compile("</body", Pattern.CASE_INSENSITIVE);

    private final PersonalText subject;
    private final PersonalText text;
    private final PersonalText html;

    private PersonalContent(PersonalText subject, PersonalText text, PersonalText html) {
        this.subject = subject;
        this.text = text;
        this.html = html;
    }

    /** Takes an email's content apart. */
    public static PersonalContent of(EmailContent content) {
        PersonalText text = PersonalText.of(content.text());
        String seen = withPreviewText(content);
        PersonalText html = PersonalText.of(seen);
        boolean textNeedsLink = !content.text().isEmpty() && !text.uses(PersonalField.UNSUBSCRIBE_LINK);
        // A link in the preview text cannot be seen.
        boolean htmlNeedsLink =
                !content.html().isEmpty() && !PersonalText.of(content.html()).uses(PersonalField.UNSUBSCRIBE_LINK);
        return new PersonalContent(
                PersonalText.of(content.subject()),
                textNeedsLink ? PersonalText.of(withLink(content.text())) : text,
                htmlNeedsLink ? PersonalText.of(withLinkInHtml(seen)) : html);
    }

    /** Parts that were taken apart already, as they are: no way out is added. */
    public static PersonalContent of(PersonalText subject, PersonalText text, PersonalText html) {
        return new PersonalContent(subject, text, html);
    }

    /**
     * Names in braces that are no field, in any part of the email.
     *
     * @param properties that the account has
     */
    public static Set<String> unknownFields(EmailContent content, Set<String> properties) {
        Set<String> unknown = new TreeSet<>();
        for (String part : new String[] {content.subject(), content.previewText(), content.text(), content.html()}) {
            unknown.addAll(PersonalText.of(part).unknown(properties));
        }
        return unknown;
    }

    /** What people wrote as text is text in the HTML too; a personal field in it stays one. */
    private static String withPreviewText(EmailContent content) {
        if (content.previewText().isBlank() || content.html().isBlank()) {
            return content.html();
        }
        String hidden = PREVIEW_TEXT.formatted(PersonalText.HTML.apply(content.previewText()));
        int start = seenFrom(content.html());
        return content.html().substring(0, start) + hidden + content.html().substring(start);
    }

    /** Behind the tag that opens the body, or the beginning where there is none. */
    private static int seenFrom(String html) {
        Matcher start = BODY_START.matcher(html);
        return start.find() ? html.indexOf('>', start.start()) + 1 : 0;
    }

    private static String withLink(String text) {
        return text.stripTrailing() + "\n\n-- \n" + UNSUBSCRIBE + ": {{unsubscribe_link}}\n";
    }

    private static String withLinkInHtml(String html) {
        return withLineInHtml(html, "<p><a href=\"{{unsubscribe_link}}\">" + UNSUBSCRIBE + "</a></p>");
    }

    /** An HTML with one more piece at the end of its body. */
    public static String withLineInHtml(String html, String line) {
        Matcher ends = BODY_END.matcher(html);
        int end = -1;
        while (ends.find()) {
            end = ends.start();
        }
        return end < 0 ? html + "\n" + line + "\n" : html.substring(0, end) + line + "\n" + html.substring(end);
    }

    /** The subject; what is filled in for one recipient need not be one line yet. */
    public PersonalText subject() {
        return subject;
    }

    /** The plain text; empty if the email has none. */
    public PersonalText text() {
        return text;
    }

    /** The HTML; empty if the email has none. */
    public PersonalText html() {
        return html;
    }

    /** The subject for one recipient, in one line. */
    public String subject(Map<PersonalField, String> values) {
        return PersonalText.LINE.apply(subject.filledWith(values, PersonalText.LINE));
    }

    /** The plain text for one recipient; empty if the email has none. */
    public String text(Map<PersonalField, String> values) {
        return text.filledWith(values, PersonalText.LINE);
    }

    /** The HTML for one recipient; empty if the email has none. */
    public String html(Map<PersonalField, String> values) {
        return html.filledWith(values, PersonalText.HTML);
    }
}
