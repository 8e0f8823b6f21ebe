package dev.rebound.parse.dialect;

import java.util.List;

/** The form in which one mailer, or a family of them, writes its reports. Stateless. */
interface Dialect {

    /** Lower case, one word; shown as evidence of how a report was read. */
    String name();

    /** Whether the text has the marks of this form. */
    boolean speaks(NoticeText text);

    /** One notice for each recipient, in the order of the text; none if it names none. */
    List<Notice> read(NoticeText text);
}
