package dev.rebound.parse.finding;

import java.util.Locale;

/** What was odd about a message. The name in lower case with hyphens is what users see. */
public enum FindingKind {
    /** The message starts with its text; there are no headers. */
    NO_HEADERS,
    /** Empty lines came before the headers. */
    BLANK_LINES_BEFORE_HEADERS,
    /** A line among the headers is no header. */
    BROKEN_HEADER_LINE,
    /** More headers than we keep; the rest was passed over. */
    TOO_MANY_HEADERS,
    /** A header longer than we keep; its end was cut. */
    HEADER_TOO_LONG,
    /** Parts nested deeper than we follow; the deepest was read as one piece. */
    TOO_DEEP,
    /** More parts than we keep; the rest was passed over. */
    TOO_MANY_PARTS,
    /** More text than we read; the rest was passed over. */
    TOO_MUCH_TEXT,
    /** A multipart names no boundary. */
    NO_BOUNDARY,
    /** The boundary that a multipart names does not occur in it. */
    BOUNDARY_NOT_FOUND,
    /** A multipart ends without its closing boundary. */
    UNCLOSED_MULTIPART,
    /** A transfer encoding that no standard knows; the bytes were taken as they are. */
    UNKNOWN_TRANSFER_ENCODING,
    /** Bytes that base64 does not have, or an end too soon. */
    BROKEN_BASE64,
    /** A charset that we do not have; the text was guessed. */
    UNKNOWN_CHARSET,
    /** Bytes that the named charset does not have; they were replaced or guessed. */
    MALFORMED_TEXT,
    /** Bytes beyond ASCII with no charset named; the text was guessed. */
    UNDECLARED_CHARSET,
    /** The text is not UTF-8 either; the place says as what it was read, which may be wrong. */
    GUESSED_CHARSET,
    /** An encoded word (RFC 2047) that cannot be decoded; it was left as it stands. */
    BROKEN_ENCODED_WORD,
    /** A report (RFC 3464) without a recipient group, or a group without a recipient. */
    INCOMPLETE_REPORT,
    /** More recipients than we keep; the rest was passed over. */
    TOO_MANY_RECIPIENTS,
    /** The Status field and the reply quoted in the report are of different classes. */
    STATUS_CONTRADICTS_REPLY,
    /** The fields of the report and its text name different recipients; the fields were believed. */
    TEXT_CONTRADICTS_FIELDS,
    /** The report was found inside another message. */
    WRAPPED_REPORT,
    /** No recipient could be found in a message that is a report. */
    NO_RECIPIENT;

    /** The name as shown in JSON, for example {@code too-deep}. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
