package dev.rebound.cli.reading;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.parse.report.ReadMessage;
import java.util.List;

/** One form of output: what becomes of a message, a reply and a failure. */
interface LineForm {

    /**
     * Everything about one message: a line for each recipient, or one if there is none.
     *
     * @param verdicts one for each recipient of the report that failed or is late; empty for the others
     */
    List<String> message(Place place, ReadMessage message, List<RecipientVerdict> verdicts);

    /** What a reply means. */
    String reply(String id, String reply, Verdict verdict);

    /** What could not be read, and why. */
    String failure(String key, String name, String error);

    /**
     * Where a message came from.
     *
     * @param file as given, or relative to the folder given
     * @param number its place in an mbox, from 1; 0 if the file is one message
     */
    record Place(String file, int number) {}
}
