package dev.rebound.engine.inbox;

import java.util.List;

/**
 * What a one-to-one email said, kept so that whoever wrote it can look it up: filled in and signed, without its files.
 *
 * @param text plain; may be empty
 * @param html may be empty
 * @param files names of what was attached
 */
public record OneToOneContent(String text, String html, List<String> files) {

    /** Of one whose text is not kept. */
    public static final OneToOneContent NOT_KEPT = new OneToOneContent("", "", List.of());

    public OneToOneContent {
        files = List.copyOf(files);
    }

    /** Shows no text: it is for one person. */
    @Override
    public String toString() {
        return "OneToOneContent[" + files.size() + " files]";
    }
}
