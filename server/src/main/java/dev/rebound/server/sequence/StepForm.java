package dev.rebound.server.sequence;

import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.server.web.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A step as it is entered.
 *
 * @param days and hours: how long after the one before
 */
public record StepForm(String days, String hours, OneToOneText text) {

    private static final int HOURS_OF_A_DAY = 24;

    static StepForm empty(int position) {
        return new StepForm(position == 1 ? "0" : "2", "0", OneToOneText.plain("", ""));
    }

    static StepForm of(SequenceStep step) {
        return new StepForm(
                Long.toString(step.after().toDays()),
                Integer.toString(step.after().toHoursPart()),
                step.text());
    }

    /** Those of a form; one that is left empty is none. */
    static List<StepForm> in(Visit visit) {
        List<StepForm> steps = new ArrayList<>();
        for (int i = 1; i <= SequenceStep.COUNT_MAX; i++) {
            OneToOneText text = new OneToOneText(
                    visit.form("subject-" + i).strip(),
                    visit.form("text-" + i).replace("\r\n", "\n"),
                    visit.form("html-" + i).replace("\r\n", "\n"));
            boolean isEmpty = text.subject().isBlank()
                    && text.text().isBlank()
                    && text.html().isBlank();
            if (!isEmpty) {
                steps.add(new StepForm(
                        visit.form("days-" + i).strip(),
                        visit.form("hours-" + i).strip(),
                        text));
            }
        }
        return steps;
    }

    /** Whether the wait can be one. */
    boolean hasWait() {
        return days.matches("[0-9]{1,3}")
                && hours.matches("[0-9]{1,2}")
                && Integer.parseInt(hours) < HOURS_OF_A_DAY
                && after().compareTo(SequenceStep.AFTER_MAX) <= 0;
    }

    private Duration after() {
        return Duration.ofDays(Long.parseLong(days)).plusHours(Long.parseLong(hours));
    }

    SequenceStep step() {
        return new SequenceStep(after(), text);
    }
}
