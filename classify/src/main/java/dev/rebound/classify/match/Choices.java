package dev.rebound.classify.match;

import java.util.ArrayList;
import java.util.List;

/** Writes out {@code (user|mailbox) not found} as the two phrases it stands for. */
final class Choices {

    /** Most phrases that one may stand for. */
    static final int WRITTEN_OUT_MAX = 128;

    private Choices() {}

    /**
     * Every way to read the words; themselves if they hold no choice.
     *
     * @throws IllegalArgumentException if there are too many ways
     */
    static List<String> writtenOut(String words) {
        List<String> all = List.of("");
        int at = 0;
        while (at < words.length()) {
            int open = words.indexOf('(', at);
            int close = open < 0 ? -1 : words.indexOf(')', open);
            int stray = words.indexOf(')', at);
            if (open < 0 ? stray >= 0 : close < 0 || stray < open) {
                throw new IllegalArgumentException("'(' and ')' must pair, with no gap between them: " + words);
            }
            if (close < 0) {
                return joined(all, List.of(words.substring(at)), words);
            }
            all = joined(all, List.of(words.substring(at, open)), words);
            all = joined(all, List.of(words.substring(open + 1, close).split("\\|", -1)), words);
            at = close + 1;
        }
        return all;
    }

    private static List<String> joined(List<String> starts, List<String> ends, String words) {
        if (starts.size() * ends.size() > WRITTEN_OUT_MAX) {
            throw new IllegalArgumentException("phrase stands for more than " + WRITTEN_OUT_MAX + " phrases: " + words);
        }
        List<String> joined = new ArrayList<>(starts.size() * ends.size());
        for (String start : starts) {
            for (String end : ends) {
                joined.add(start + end);
            }
        }
        return joined;
    }
}
