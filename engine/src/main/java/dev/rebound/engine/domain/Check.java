package dev.rebound.engine.domain;

import java.util.List;
import java.util.Optional;

/**
 * One record that was looked at.
 *
 * @param subject what it is about
 * @param at the name that was asked, or the address
 * @param found what stands there now
 * @param publish what should stand there
 */
public record Check(
        Finding.Subject subject, Finding finding, String at, List<String> found, Optional<Publish> publish) {

    public Check {
        found = List.copyOf(found);
    }

    static Check of(Finding finding, String at, List<String> found) {
        return new Check(finding.subject(), finding, at, found, Optional.empty());
    }

    static Check noAnswer(Finding.Subject subject, String at, String detail) {
        return new Check(subject, Finding.NO_ANSWER, at, List.of(detail), Optional.empty());
    }

    Check withText(String name, String value) {
        return new Check(subject, finding, at, found, Optional.of(new Publish(name, "TXT", value)));
    }

    /** How good it is. */
    public Finding.State state() {
        return finding.state();
    }

    /**
     * A record to be published.
     *
     * @param name without the last dot
     * @param type of record
     * @param value without quotes, however long
     */
    public record Publish(String name, String type, String value) {}
}
