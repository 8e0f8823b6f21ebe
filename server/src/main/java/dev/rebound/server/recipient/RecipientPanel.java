package dev.rebound.server.recipient;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.control.WhyWaiting;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.server.recipient.RuleNotes.RuleNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything about one recipient, as the panel on the right shows it.
 *
 * @param advice what to do, as steps
 * @param words what was said, with the matched words marked; empty if nothing was
 * @param whose a key that says whose words these are: a server's, a report's, or ours about a connection
 * @param waiting why it waits, if it does
 * @param hold the guard's hand on the bounce, if it has or had one
 * @param steps what happened, oldest first
 * @param reports raw replies and reports, oldest first
 */
public record RecipientPanel(
        RecipientDetail detail,
        List<AdviceStep> advice,
        List<LegibleText.Piece> words,
        String whose,
        Optional<RuleNote> rule,
        Optional<WhyWaiting> waiting,
        Optional<HeldBounce> hold,
        List<Step> steps,
        List<Report> reports) {

    public RecipientPanel {
        advice = List.copyOf(advice);
        words = List.copyOf(words);
        steps = List.copyOf(steps);
        reports = List.copyOf(reports);
    }

    /** What the guard did with the bounce, and which circuit it is about. */
    public record HeldBounce(Hold.Standing standing, Circuit circuit) {}

    public RecipientRow row() {
        return detail.row();
    }

    /** What was said, as the workbench takes it. */
    public String said() {
        return words.stream().map(LegibleText.Piece::text).collect(Collectors.joining());
    }

    public Optional<Verdict> verdict() {
        return row().verdict();
    }

    /**
     * One thing that happened.
     *
     * @param what a key below {@code step}
     * @param words first line of what was said, empty if nothing
     * @param tls how the dialogue was protected, if there was one and it is known
     * @param original how a provider sorted it, in its own words
     * @param next when it will be tried again
     */
    public record Step(
            Instant at,
            String what,
            List<LegibleText.Piece> words,
            Optional<TlsState> tls,
            Optional<String> original,
            Optional<Instant> next) {
        public Step {
            words = List.copyOf(words);
        }
    }

    /**
     * Evidence as it came.
     *
     * @param cut whether there is more of it than is shown
     */
    public record Report(Instant at, String what, List<LegibleText.Piece> content, boolean cut) {
        public Report {
            content = List.copyOf(content);
        }
    }
}
