package dev.rebound.parse.dialect;

import java.util.List;

/** The form in which one mailer, or a family of them, writes its reports. Stateless. */
interface Dialect {

    /** Lower case, one word; shown as evidence of how a report was read. */
    String name();

    /** Whether the text has the marks of this form. */
    boolean speaks(NoticeText text);

    /**
     * Words, in lower case, that {@link #speaks} and {@link #read} ask the text for. They are looked for together with
     * those of all forms, and a text that has none of them is not in this form; words left out here are found as well, each by a search of its own.
     */
    List<String> words();

    /** One notice for each recipient, in the order of the text; none if it names none. */
    List<Notice> read(NoticeText text);
}
