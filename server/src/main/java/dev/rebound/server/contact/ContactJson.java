package dev.rebound.server.contact;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.csv.TextEncoding;
import dev.rebound.server.i18n.Wording;
import java.time.Instant;
import java.util.Optional;

/** Contacts, timelines and imports as the API shows them. */
final class ContactJson {

    private ContactJson() {}

    static JsonBuilder of(ContactView view, Instant now) {
        Contact contact = view.contact();
        Optional<NotSentReason> refusal = Eligibility.refusal(view, now);
        return JsonBuilder.object()
                .with("id", contact.id().toString())
                .with("email", contact.email().text())
                .with("firstName", contact.firstName())
                .with("lastName", contact.lastName())
                .with("properties", properties(contact.properties()))
                .with("createdAt", contact.createdAt())
                .with("unsubscribedAt", contact.unsubscribedAt())
                .with("eligible", refusal.isEmpty())
                .with("notEligibleReason", refusal)
                .with("hardBounceReason", Eligibility.hardBounceReason(view.suppression()))
                .with("suppressedSince", view.suppression().map(Suppression::since))
                .with("globallyBounced", view.globalSince().isPresent())
                .with("bounces", view.bounces())
                .with("delivered", view.delivered())
                .with("lastSentAt", view.lastSentAt());
    }

    private static JsonBuilder properties(ContactProperties properties) {
        JsonBuilder json = JsonBuilder.object();
        properties.values().forEach(json::with);
        return json;
    }

    /** One of the addresses of a contact. */
    static JsonBuilder address(ContactView view, boolean isPrimary, Instant now) {
        Optional<NotSentReason> refusal = Eligibility.refusal(view, now);
        return JsonBuilder.object()
                .with("id", view.contact().id().toString())
                .with("email", view.contact().email().text())
                .with("primary", isPrimary)
                .with("eligible", refusal.isEmpty())
                .with("notEligibleReason", refusal)
                .with("hardBounceReason", Eligibility.hardBounceReason(view.suppression()))
                .with("suppressedSince", view.suppression().map(Suppression::since))
                .with("globallyBounced", view.globalSince().isPresent())
                .with("bounces", view.bounces())
                .with("delivered", view.delivered())
                .with("lastSentAt", view.lastSentAt());
    }

    static JsonBuilder of(TimelineEntry entry) {
        JsonBuilder json = VerdictJson.of(entry.event());
        if (entry.event() instanceof LedgerEvent.OfMessage ofMessage) {
            json.with("messageId", ofMessage.message().toString());
        }
        json.with("emailId", entry.email()).with("words", entry.words());
        return entry.emailName().isEmpty() ? json : json.with("emailName", entry.emailName());
    }

    static JsonBuilder of(ImportJob job, Wording wording) {
        ImportStatus status = job.status();
        JsonBuilder json = JsonBuilder.object()
                .with("id", job.id())
                .with("fileName", job.fileName())
                .with("stage", status.stage())
                .with("encoding", status.encoding().map(TextEncoding::label))
                .with("linesInAll", status.linesInAll())
                .with("linesDone", status.linesDone())
                .with("added", status.added())
                .with("updated", status.updated())
                .with("repeated", status.repeated())
                .with("refused", status.refused())
                .with(
                        "firstRefused",
                        status.firstRefused().stream()
                                .map(line -> of(line, wording))
                                .toList());
        return status.encoding()
                .map(encoding -> json.with("encodingIsGuess", encoding.isGuess()))
                .orElse(json);
    }

    private static JsonBuilder of(RefusedLine line, Wording wording) {
        return JsonBuilder.object()
                .with("line", line.line())
                .with("problem", line.problem())
                .with("detail", wording.name(line.problem()))
                .with("text", line.text());
    }
}
