package dev.rebound.transport.sandbox.script;

import java.util.Locale;

/** Whose form a notice takes. Each has a template of its name among the resources. */
public enum NoticeForm {
    /** Postfix 3: RFC 3464 with text, status and headers. */
    POSTFIX(Kind.BOUNCE),
    /** Exim 4 as commonly installed: text, {@code X-Failed-Recipients}, no status part. */
    EXIM(Kind.BOUNCE),
    /** qmail and netqmail: plain text only. */
    QMAIL(Kind.BOUNCE),
    /** Sendmail 8: session transcript, RFC 3464 status part. */
    SENDMAIL(Kind.BOUNCE),
    /** Exchange Server on premises: RFC 3464 with generating-server text. */
    EXCHANGE(Kind.BOUNCE),
    /** Microsoft 365: HTML text, RFC 3464 status part with the long diagnostic. */
    MICROSOFT365(Kind.BOUNCE),
    /** Gmail: text and HTML, {@code X-Failed-Recipients}, RFC 3464 status part. */
    GMAIL(Kind.BOUNCE),
    /** Tencent QQ: Chinese and English, GB18030 in Base64, no status part. */
    QQ(Kind.BOUNCE),
    /** NetEase 163 and 126: Chinese, GBK, with a status part. */
    NETEASE(Kind.BOUNCE),
    /** A German provider's text on an RFC 3464 report. */
    GERMAN(Kind.BOUNCE),
    /** Postfix's {@code delay_warning_time} notice. */
    POSTFIX_DELAY(Kind.DELAY),
    /** Exim's warning that a message is still on its queue. */
    EXIM_DELAY(Kind.DELAY),
    /** An English out-of-office reply of a Sieve vacation (RFC 5230). */
    VACATION(Kind.AUTO_REPLY),
    /** A Chinese out-of-office reply. */
    VACATION_CHINESE(Kind.AUTO_REPLY),
    /** Outlook's automatic reply. */
    OUTLOOK_AUTO_REPLY(Kind.AUTO_REPLY),
    /** A reader's complaint (ARF, RFC 5965). */
    COMPLAINT(Kind.COMPLAINT);

    private final Kind kind;

    NoticeForm(Kind kind) {
        this.kind = kind;
    }

    /** What such a notice means. */
    public Kind kind() {
        return kind;
    }

    /** The form's name in a script, and of its template. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a notice means. */
    public enum Kind {
        BOUNCE,
        DELAY,
        AUTO_REPLY,
        COMPLAINT;

        /** Whether such a notice repeats a server's reply. */
        public boolean isAboutReply() {
            return this == BOUNCE || this == DELAY;
        }
    }
}
