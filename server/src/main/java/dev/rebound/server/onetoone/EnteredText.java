package dev.rebound.server.onetoone;

import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.web.Visit;

/** Subject, text and HTML as they were entered. */
final class EnteredText {

    /** The members of a JSON body. */
    static final String[] MEMBERS = {"subject", "text", "html"};

    private EnteredText() {}

    /** In a form; browsers end lines with CRLF. */
    static OneToOneText in(Visit visit) {
        return new OneToOneText(
                visit.form("subject").strip(),
                visit.form("text").replace("\r\n", "\n"),
                visit.form("html").replace("\r\n", "\n"));
    }

    /** In a body. */
    static OneToOneText in(JsonBody body) {
        return new OneToOneText(
                body.text("subject", MessageDraft.LINE_LENGTH_MAX),
                body.optionalText("text", OneToOneText.BODY_LENGTH_MAX).orElse(""),
                body.optionalText("html", OneToOneText.BODY_LENGTH_MAX).orElse(""));
    }
}
