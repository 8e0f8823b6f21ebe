package dev.rebound.server.sequence;

import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.server.api.JsonBuilder;

/** Sequences and enrolments as the REST API shows them. */
final class SequenceJson {

    private SequenceJson() {}

    static JsonBuilder of(Sequence sequence, SequenceFigures figures) {
        return JsonBuilder.object()
                .with("id", sequence.id().toString())
                .with("name", sequence.name())
                .with("paused", sequence.paused())
                .with("steps", sequence.steps().stream().map(SequenceJson::of).toList())
                .with("figures", of(figures))
                .with("changedBy", sequence.changedBy())
                .with("changedAt", sequence.changedAt());
    }

    private static JsonBuilder of(SequenceStep step) {
        return JsonBuilder.object()
                .with("afterHours", step.after().toHours())
                .with("subject", step.text().subject())
                .with("text", step.text().text())
                .with("html", step.text().html());
    }

    private static JsonBuilder of(SequenceFigures figures) {
        return JsonBuilder.object()
                .with("enrolled", figures.enrolled())
                .with("active", figures.active())
                .with("finished", figures.finished())
                .with("unclear", figures.unclear())
                .with("sent", figures.emails().sent())
                .with("deliveredUnknown", figures.emails().deliveredUnknown())
                .with("bounced", figures.emails().bounced())
                .with("replied", figures.emails().replied());
    }

    static JsonBuilder of(Enrolment enrolment) {
        return JsonBuilder.object()
                .with("id", enrolment.id().toString())
                .with("contact", enrolment.contact().toString())
                .with("address", enrolment.address().text())
                .with("inbox", enrolment.inbox().toString())
                .with("by", enrolment.by())
                .with("at", enrolment.at())
                .with("sent", enrolment.sent())
                .with("dueAt", enrolment.dueAt())
                .with("ended", enrolment.end().map(Enrolment.End::why))
                .with("endedAt", enrolment.end().map(Enrolment.End::at));
    }

    static JsonBuilder of(Enrolling.Result result) {
        return JsonBuilder.object()
                .with("contact", result.contact().id().toString())
                .with("eligible", result.refusal().isEmpty())
                .with("refusal", result.refusal())
                .with("enrolment", result.enrolment().map(Object::toString));
    }
}
