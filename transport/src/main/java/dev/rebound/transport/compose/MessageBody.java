package dev.rebound.transport.compose;

import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of an email, from the inside out: the HTML with the pictures it shows ({@code multipart/related}, RFC
 * 2387), beside its plain text ({@code multipart/alternative}), before its attachments ({@code
 * multipart/mixed}). Whatever has only one part is left out. Files come behind all that is personal, so that messages share
 * them.
 */
final class MessageBody {

    private static final String MIXED = "mixed";
    private static final String ALTERNATIVE = "alternative";
    private static final String RELATED = "related";

    private final PersonalText text;
    private final PersonalText html;
    private final List<EmailFile> shown;
    private final List<EmailFile> attached;
    private final StretchWriter out = new StretchWriter();

    private MessageBody(SharedDraft email) {
        String written = email.content().html().written();
        this.text = email.content().text();
        this.shown =
                email.files().stream().filter(file -> file.isShownIn(written)).toList();
        this.attached =
                email.files().stream().filter(file -> !shown.contains(file)).toList();
        this.html = PersonalText.of(withContentIds(written));
    }

    /**
     * The body, beginning with the header fields that say what it is. Its last stretch is the same for everybody, and may
     * be empty.
     */
    static List<Stretch> of(SharedDraft email) {
        MessageBody body = new MessageBody(email);
        body.write();
        return body.out.stretches();
    }

    private String withContentIds(String written) {
        String result = written;
        for (EmailFile file : shown) {
            result = file.replacedIn(result, "cid:" + contentId(file));
        }
        return result;
    }

    /** A Content-ID looks like a Message-ID, so that file names with spaces or letters beyond ASCII fit. */
    private static String contentId(EmailFile file) {
        return URLEncoder.encode(file.name(), StandardCharsets.UTF_8) + "@files.invalid";
    }

    private void write() {
        if (attached.isEmpty()) {
            texts(true);
            return;
        }
        open(MIXED, "");
        texts(false);
        for (EmailFile file : attached) {
            next(MIXED);
            out.fixed().lines(FilePart.attachment(file));
        }
        close(MIXED);
    }

    private void texts(boolean last) {
        if (html.isEmpty()) {
            TextPart.plain(text).writeTo(out, last);
        } else if (text.isEmpty()) {
            page(last);
        } else {
            open(ALTERNATIVE, "");
            TextPart.plain(text).writeTo(out, false);
            next(ALTERNATIVE);
            page(false);
            close(ALTERNATIVE);
        }
    }

    private void page(boolean last) {
        if (shown.isEmpty()) {
            TextPart.html(html).writeTo(out, last);
            return;
        }
        open(RELATED, "; type=\"text/html\"");
        TextPart.html(html).writeTo(out, false);
        for (EmailFile file : shown) {
            next(RELATED);
            out.fixed().lines(FilePart.picture(file, contentId(file)));
        }
        close(RELATED);
    }

    private void open(String kind, String parameters) {
        out.fixed()
                .lines("Content-Type: multipart/" + kind + parameters + ";\r\n boundary=\"" + boundary(kind)
                        + "\"\r\n\r\n--" + boundary(kind) + "\r\n");
    }

    private void next(String kind) {
        out.fixed().lines("\r\n--" + boundary(kind) + "\r\n");
    }

    private void close(String kind) {
        out.fixed().lines("\r\n--" + boundary(kind) + "--\r\n");
    }

    /** No part can hold it, and each kind is there only once. */
    private static String boundary(String kind) {
        return TextPart.BOUNDARY_MARK + kind;
    }
}
