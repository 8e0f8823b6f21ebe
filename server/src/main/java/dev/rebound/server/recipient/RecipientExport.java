package dev.rebound.server.recipient;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.csv.SafeCsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An email's recipients as CSV, page by page, so that a million rows need no more memory than a
 * thousand. Headings and constants are those of the API, whatever the reader's language: programs read
 * this.
 */
public final class RecipientExport {

    private static final int CHUNK = 1_000;

    private final Recipients recipients;
    private final AuditLog audit;
    private final WorldClock clock;

    public RecipientExport(Recipients recipients, AuditLog audit, WorldClock clock) {
        this.recipients = recipients;
        this.audit = audit;
        this.clock = clock;
    }

    void write(AccountId account, MarketingEmail email, RecipientFilter filter, String by, OutputStream out)
            throws IOException {
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.of(account),
                by,
                AuditAction.CONTACTS_EXPORTED,
                email.content().name(),
                "recipients"));
        try (SafeCsvWriter csv = new SafeCsvWriter(out)) {
            csv.row(
                    "recipient",
                    "name",
                    "status",
                    "type",
                    "reason",
                    "fault",
                    "confidence",
                    "rule",
                    "notSent",
                    "globallyBounced",
                    "since",
                    "attempts",
                    "words");
            Optional<MessageId> after = Optional.empty();
            while (true) {
                List<RecipientRow> rows = recipients.page(account, email.id(), filter, after, CHUNK);
                rows.forEach(row -> csv.row(cells(row)));
                if (rows.size() < CHUNK) {
                    return;
                }
                after = Optional.of(rows.getLast().message());
            }
        }
    }

    private static List<String> cells(RecipientRow row) {
        return List.of(
                row.address().text(),
                row.name(),
                row.status().name(),
                of(row, verdict -> verdict.type().name()),
                of(row, verdict -> verdict.reason().name()),
                of(row, verdict -> verdict.fault().name()),
                of(row, verdict -> verdict.confidence().name()),
                of(row, verdict -> verdict.rule().value()),
                row.notSent().map(Enum::name).orElse(""),
                Boolean.toString(row.globallyBounced()),
                row.since().toString(),
                Integer.toString(row.attempts()),
                row.words());
    }

    private static String of(RecipientRow row, Function<Verdict, String> what) {
        return row.verdict().map(what).orElse("");
    }
}
