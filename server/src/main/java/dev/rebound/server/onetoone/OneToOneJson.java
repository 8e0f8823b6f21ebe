package dev.rebound.server.onetoone;

import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.VerdictJson;

/** One-to-one emails, templates and habits as the REST API shows them. */
final class OneToOneJson {

    private OneToOneJson() {}

    static JsonBuilder of(OneToOneCourse course) {
        OneToOneMessage message = course.message();
        return JsonBuilder.object()
                .with("id", message.id().toString())
                .with("inbox", message.email().inbox().toString())
                .with("contact", message.email().contact().map(Object::toString))
                .with("recipient", message.email().recipient().text())
                .with("subject", message.email().subject())
                .with("messageId", message.email().headerId())
                .with("at", message.at())
                .with("state", message.state())
                .with("message", message.message().map(Object::toString))
                .with("words", message.words())
                .with("course", course.state())
                .with("bounce", course.bounce().map(OneToOneJson::of))
                .with("answeredAt", course.answeredAt())
                .with("copy", course.copy());
    }

    static JsonBuilder of(OneToOneCourse course, OneToOneContent content) {
        return of(course)
                .with("text", content.text())
                .with("html", content.html())
                .withTexts("files", content.files());
    }

    private static JsonBuilder of(OneToOneCourse.Bounce bounce) {
        return JsonBuilder.object()
                .with("verdict", VerdictJson.of(bounce.verdict()))
                .with("at", bounce.at())
                .with("words", bounce.words())
                .with("causeUnknown", bounce.isCauseUnknown());
    }

    static JsonBuilder of(LetterTemplate template) {
        return JsonBuilder.object()
                .with("id", template.id().toString())
                .with("name", template.name())
                .with("subject", template.text().subject())
                .with("text", template.text().text())
                .with("html", template.text().html())
                .with("changedBy", template.changedBy())
                .with("changedAt", template.changedAt());
    }

    static JsonBuilder of(WritingHabits habits) {
        return JsonBuilder.object()
                .with("signature", habits.signature())
                .with("dailyMax", habits.dailyMax())
                .with("timeZone", habits.hours().zone().getId())
                .with("from", habits.hours().from().toString())
                .with("to", habits.hours().to().toString())
                .withTexts(
                        "days",
                        habits.hours().days().stream().sorted().map(Enum::name).toList());
    }
}
