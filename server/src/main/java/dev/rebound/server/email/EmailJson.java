package dev.rebound.server.email;

import dev.rebound.engine.email.EmailCheck;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.server.api.JsonBuilder;

/** Marketing emails and their figures as the API shows them. */
public final class EmailJson {

    private EmailJson() {}

    /** As a list shows it. */
    static JsonBuilder line(MarketingEmail email) {
        return JsonBuilder.object()
                .with("id", email.id().toString())
                .with("state", email.state())
                .with("createdAt", email.createdAt())
                .with("sentAt", email.sentAt())
                .with("clonedFrom", email.clonedFrom())
                .with("startsAt", email.plan().startsAt())
                .with("hold", email.plan().hold())
                .with("name", email.content().name())
                .with("subject", email.content().subject());
    }

    private static JsonBuilder of(Sample sample) {
        return JsonBuilder.object()
                .with("size", sample.size())
                .with("judgedAfterMinutes", sample.judgedAfter().toMinutes())
                .with("hardPercentMax", Math.round(sample.hardMax() * 100));
    }

    /** With its content. */
    public static JsonBuilder of(MarketingEmail email) {
        EmailContent content = email.content();
        JsonBuilder json = line(email);
        email.plan().sample().ifPresent(sample -> json.with("sample", of(sample)));
        email.plan().tryFor().ifPresent(tryFor -> json.with("tryForMinutes", tryFor.toMinutes()));
        return json.with("fromName", content.fromName())
                .with("from", content.from().text())
                .with("text", content.text())
                .with("html", content.html())
                .with("previewText", content.previewText())
                .with("selection", SelectionJson.of(email.selection()));
    }

    static JsonBuilder of(EmailFigures figures) {
        return JsonBuilder.object()
                .with("selected", figures.selected())
                .with("sent", figures.sent())
                .with("delivered", figures.delivered())
                .with("bounced", figures.bounced())
                .with("hard", figures.hard())
                .with("soft", figures.soft())
                .with("global", figures.global())
                .with("pending", figures.pending())
                .with("notSent", figures.notSentInAll())
                .with("bounceRate", figures.bounceRate())
                .withCounts("hardReasons", figures.hardReasons())
                .withCounts("softReasons", figures.softReasons())
                .withCounts("pendingReasons", figures.pendingReasons())
                .withCounts("notSentReasons", figures.notSent())
                .with("domains", figures.domains().stream().map(EmailJson::of).toList());
    }

    /** How the messages of a domain stand. */
    public static JsonBuilder of(DomainFigures figures) {
        return JsonBuilder.object()
                .with("domain", figures.domain())
                .with("sent", figures.sent())
                .with("delivered", figures.delivered())
                .with("hard", figures.hard())
                .with("soft", figures.soft())
                .with("pending", figures.pending());
    }

    static JsonBuilder of(SpanFigures figures) {
        return JsonBuilder.object()
                .with("from", figures.from())
                .with("delivered", figures.delivered())
                .with("hard", figures.hard())
                .with("soft", figures.soft())
                .with("deferred", figures.deferred());
    }

    /** The member of a draft that is to blame, as far as one is. */
    static String pointer(EmailProblem problem) {
        return switch (problem) {
            case NO_NAME -> "/name";
            case NO_SUBJECT -> "/subject";
            case NO_BODY, BODY_TOO_LONG -> "/text";
            case NOBODY_SELECTED, NOBODY_ELIGIBLE -> "/selection";
            case CONTROL_CHARACTER, LINE_TOO_LONG, UNKNOWN_FIELD, NOT_A_DRAFT -> "";
        };
    }

    static JsonBuilder of(EmailCheck check) {
        return JsonBuilder.object()
                .with("check", check.kind())
                .with("weight", check.kind().weight())
                .with("count", check.count())
                .withTexts("examples", check.examples());
    }
}
