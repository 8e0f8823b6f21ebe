package dev.rebound.server.submission;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** The list of submitted mail, on a page and by REST. */
public final class SubmissionFeature implements Feature {

    private static final int ROWS = 50;

    private final Submissions submissions;

    public SubmissionFeature(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/submitted", Access.to(Permission.VIEW), this::page);
        ApiRoutes.of(routes).get("/submitted", Permission.VIEW, this::list);
    }

    /**
     * A page of the list.
     *
     * @param search the Message-ID looked for, as typed; empty for all
     * @param next the last message shown, if there are more after it
     */
    public record SubmittedList(List<SubmittedMessage> rows, String search, boolean isFirst, Optional<MessageId> next) {

        public SubmittedList {
            rows = List.copyOf(rows);
        }
    }

    private void page(Visit visit) {
        String search = visit.query("search").strip();
        Optional<MessageId> before = visit.queryNumber("before").map(MessageId::new);
        List<SubmittedMessage> found = search.isEmpty()
                ? submissions.page(visit.account(), before, ROWS + 1)
                : submissions.withHeaderId(visit.account(), bracketed(search), ROWS);
        List<SubmittedMessage> rows = found.subList(0, Math.min(ROWS, found.size()));
        Optional<MessageId> next =
                found.size() > ROWS ? Optional.of(rows.getLast().message()) : Optional.empty();
        visit.page("submission/list.jte", new SubmittedList(rows, search, before.isEmpty(), next));
    }

    /** As it stands in the header; programs log it with its angle brackets or without. */
    private static String bracketed(String headerId) {
        return headerId.startsWith("<") ? headerId : "<" + headerId + ">";
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<MessageId> before = call.numberCursor().map(MessageId::new);
        Optional<String> headerId = call.query("headerId");
        List<SubmittedMessage> found = headerId.isPresent()
                ? submissions.withHeaderId(call.account(), headerId.get(), limit)
                : submissions.page(call.account(), before, limit + 1);
        call.answer(call.page(found, limit, SubmissionFeature::json, SubmittedMessage::message));
    }

    /** A message as the API shows it. */
    public static JsonBuilder json(SubmittedMessage message) {
        return JsonBuilder.object()
                .with("messageId", message.message().toString())
                .with("emailId", message.email().toString())
                .with("receivedAt", message.receivedAt())
                .with("key", message.key())
                .with("from", message.from())
                .with("subject", message.subject())
                .with("headerId", message.headerId())
                .with("octets", message.octets())
                .with("hasContent", message.hasContent())
                .with("recipient", message.recipient())
                .with("status", message.status())
                .with("verdict", message.verdict().map(VerdictJson::of))
                .with("notSentReason", message.notSent());
    }
}
