package dev.rebound.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the suite reads: labelled samples where the checkout has some beside it, else our own. */
final class Samples {

    /** By default beside the checkout, from which the suite is run. */
    private static final Path FOLDER = Path.of(System.getProperty("rebound.samples", "../shared/corpus"));

    private static final Path MESSAGES = FOLDER.resolve("messages");
    private static final Path REPLIES = FOLDER.resolve("replies.labels.jsonl");

    /** Used where there are no labelled replies. */
    private static final List<String> OWN_REPLIES = List.of(
            "550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown",
            "452 4.2.2 The mailbox is over quota",
            "421 4.7.0 Too many connections, try again later",
            "554 5.7.1 Message blocked: listed by a DNS blocklist");

    private Samples() {}

    static Messages messages() {
        Messages messages;
        try {
            messages = (Files.isDirectory(MESSAGES) ? Messages.below(MESSAGES) : Optional.<Messages>empty())
                    .orElseGet(Messages::builtIn);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + MESSAGES, e);
        }
        say(messages.all().size() + " messages of " + messages.origin() + ", mean " + messages.meanBytes() + " bytes");
        return messages;
    }

    static List<Diagnostic> replies() {
        List<Diagnostic> replies = new ArrayList<>();
        if (Files.exists(REPLIES)) {
            try {
                ObjectMapper json = new ObjectMapper();
                for (String line : Files.readAllLines(REPLIES)) {
                    replies.add(reply(json.readTree(line)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + REPLIES, e);
            }
        } else {
            OWN_REPLIES.forEach(text -> replies.add(Diagnostic.ofText(text)));
        }
        say(replies.size() + " replies of " + (Files.exists(REPLIES) ? REPLIES : "the suite"));
        return replies;
    }

    private static Diagnostic reply(JsonNode label) {
        return Diagnostic.ofText(label.path("reply").asText());
    }

    /** On standard output, where JMH writes its own. */
    @SuppressWarnings("SystemOut") // the suite is a program of its own
    static void say(String words) {
        System.out.println("# " + words);
    }
}
