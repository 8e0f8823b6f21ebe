package dev.rebound.store.ledger;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Deflated;
import dev.rebound.store.database.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the ledger's tables into the types of the domain; for every feature that shows them. */
public final class LedgerRows {

    private static final int EVIDENCE_ID_LENGTH = 32;

    private LedgerRows() {}

    /** The event of a row of {@code ledger}. */
    public static LedgerEvent event(ResultSet row) throws SQLException {
        return EventRow.event(row);
    }

    /** The state of a row of {@code messages}. */
    static MessageState message(ResultSet row) throws SQLException {
        return new MessageState(
                new AccountId(row.getLong("account")),
                Columns.constant(row, "status", MessageStatus.class),
                Columns.instant(row, "since"),
                verdict(row),
                row.getInt("attempts"),
                Columns.optionalInstant(row, "next_attempt"),
                Columns.optionalInstant(row, "deadline"),
                Columns.optionalConstant(row, "not_sent", NotSentReason.class),
                evidenceIds(row.getString("evidence")),
                hold(row));
    }

    /** The guard's hand on the bounce of a row of {@code messages}, if it has or had one. */
    public static Optional<Hold> hold(ResultSet row) throws SQLException {
        Optional<Long> circuit = Columns.optionalLong(row, "circuit");
        return circuit.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(
                        new CircuitId(circuit.get()), Columns.constant(row, "hold_standing", Hold.Standing.class)));
    }

    private static List<EvidenceId> evidenceIds(String joined) {
        List<EvidenceId> ids = new ArrayList<>(joined.length() / EVIDENCE_ID_LENGTH);
        for (int i = 0; i < joined.length(); i += EVIDENCE_ID_LENGTH) {
            ids.add(new EvidenceId(joined.substring(i, i + EVIDENCE_ID_LENGTH)));
        }
        return ids;
    }

    /** The verdict of a row of {@code messages}, if it has one. */
    public static Optional<Verdict> verdict(ResultSet row) throws SQLException {
        Optional<BounceType> type = Columns.optionalConstant(row, "bounce", BounceType.class);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                type.get(),
                Columns.constant(row, "reason", Reason.class),
                Columns.constant(row, "fault", Fault.class),
                Columns.constant(row, "confidence", Confidence.class),
                new RuleId(row.getString("rule")),
                row.getString("rules_version"),
                Texts.fromJson(row.getString("matched")),
                Columns.optionalText(row, "runner_up").map(RuleId::new)));
    }

    /** The suppression of a row with the columns of {@code suppressions}. */
    public static Suppression suppression(ResultSet row) throws SQLException {
        return new Suppression(
                Columns.constant(row, "reason", Reason.class),
                Columns.instant(row, "since"),
                cause(row),
                Columns.optionalInstant(row, "ends_at"),
                Columns.optionalInstant(row, "probe_from"));
    }

    private static Cause cause(ResultSet row) throws SQLException {
        Optional<Long> list = Columns.optionalLong(row, "list");
        return list.isEmpty()
                ? new Cause.Bounce(new MessageId(row.getLong("cause")))
                : new Cause.Listed(
                        new BulkId(list.get()),
                        Columns.constant(row, "source", ListSource.class),
                        row.getString("original"),
                        Columns.instant(row, "imported_at"));
    }

    /** The evidence of a row of {@code ledger} joined with {@code evidence} and {@code raw_reports}, if it has any. */
    public static Optional<Evidence> evidence(ResultSet row) throws SQLException {
        Optional<String> id = Columns.optionalText(row, "evidence");
        if (id.isEmpty() || Columns.optionalText(row, "source").isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> code = Columns.optionalLong(row, "code");
        byte[] raw = row.getBytes("raw_content");
        return Optional.of(new Evidence(
                new EvidenceId(id.get()),
                Columns.constant(row, "source", EvidenceSource.class),
                Columns.instant(row, "received_at"),
                new Diagnostic(
                        Columns.constant(row, "finality", Finality.class),
                        code.isPresent() ? OptionalInt.of(code.get().intValue()) : OptionalInt.empty(),
                        Columns.optionalText(row, "enhanced_status").flatMap(EnhancedStatus::parse),
                        row.getString("diagnostic"),
                        Columns.optionalConstant(row, "command", SmtpCommand.class),
                        Columns.optionalText(row, "remote_mta")),
                Columns.optionalText(row, "tls").map(TlsColumn::read),
                Optional.empty(),
                raw == null ? Optional.empty() : Optional.of(Deflated.unpack(raw, row.getInt("raw_size"))),
                Columns.optionalText(row, "original")));
    }
}
