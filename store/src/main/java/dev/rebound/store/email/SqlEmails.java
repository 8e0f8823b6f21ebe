package dev.rebound.store.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.BounceCause;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.LeftOut;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Reach;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.SendingHistory;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.ledger.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Marketing emails on SQL. Contacts chosen one by one come back in the order of their ids. Thread-safe. */
public final class SqlEmails implements Emails {

    private final Database database;
    private final Acceptance acceptance;

    public SqlEmails(Database database, Recorder recorder) {
        this.database = database;
        this.acceptance = new Acceptance(recorder);
    }

    @Override
    public EmailId create(AccountId account, EmailDraft draft, Optional<EmailId> clonedFrom, Instant at) {
        return database.write("a new email", handle -> {
            EmailId id = EmailRows.bind(handle.createQuery(EmailSql.get("create")), draft)
                    .bind("account", account.value())
                    .bind("at", Micros.of(at))
                    .bind("clonedFrom", clonedFrom.map(EmailId::value).orElse(null))
                    .map((row, context) -> new EmailId(row.getLong("id")))
                    .one();
            EmailRows.choose(handle, account, id, draft.selection());
            clonedFrom.ifPresent(original -> SqlEmailFiles.copy(handle, original, id));
            return id;
        });
    }

    @Override
    public boolean update(AccountId account, EmailId id, EmailDraft draft) {
        return database.write("a changed email", handle -> {
            int changed = EmailRows.bind(handle.createUpdate(EmailSql.get("update")), draft)
                    .bind("id", id.value())
                    .bind("account", account.value())
                    .execute();
            if (changed == 0) {
                return false;
            }
            handle.createUpdate(EmailSql.get("unchooseContacts"))
                    .bind("email", id.value())
                    .execute();
            EmailRows.choose(handle, account, id, draft.selection());
            return true;
        });
    }

    @Override
    public Optional<MarketingEmail> find(AccountId account, EmailId id) {
        return database.read(handle -> find(handle, account, id));
    }

    private static Optional<MarketingEmail> find(Handle handle, AccountId account, EmailId id) {
        return emails(
                        handle,
                        handle.createQuery(EmailSql.get("findOfAccount"))
                                .bind("id", id.value())
                                .bind("account", account.value()))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<MarketingEmail> find(EmailId id) {
        return database.read(handle ->
                emails(handle, handle.createQuery(EmailSql.get("find")).bind("id", id.value())).stream()
                        .findFirst());
    }

    @Override
    public List<MarketingEmail> page(AccountId account, Optional<EmailId> before, int limit) {
        return database.read(handle -> emails(
                handle,
                handle.createQuery(EmailSql.get("page"))
                        .bind("account", account.value())
                        .bind("before", before.map(EmailId::value).orElse(Long.MAX_VALUE))
                        .bind("limit", limit)));
    }

    @Override
    public List<String> fromDomains(AccountId account, int limit) {
        return database.read(handle -> handle
                .createQuery(EmailSql.get("fromAddresses"))
                .bind("account", account.value())
                .map((row, context) -> row.getString("from_address"))
                .stream()
                .flatMap(text -> EmailAddress.parse(text).stream())
                .map(address -> address.key().domain())
                .distinct()
                .limit(limit)
                .toList());
    }

    private static List<MarketingEmail> emails(Handle handle, Query query) {
        return query.map((row, context) -> EmailRows.email(handle, row)).list();
    }

    @Override
    public boolean startSending(AccountId account, EmailId id, Instant at) {
        return database.write(
                "the start of sending",
                handle -> handle.createUpdate(EmailSql.get("startSending"))
                                .bind("id", id.value())
                                .bind("account", account.value())
                                .bind("at", Micros.of(at))
                                .execute()
                        == 1);
    }

    @Override
    public int acceptNext(EmailId id, int limit, Instant at) {
        return database.write("recipients of an email", handle -> acceptance.acceptNext(handle, id, limit, at));
    }

    @Override
    public List<EmailId> unfinished() {
        return database.read(handle -> handle.createQuery(EmailSql.get("unfinished"))
                .map((row, context) -> new EmailId(row.getLong("id")))
                .list());
    }

    @Override
    public boolean hasSent(AccountId account) {
        return database.read(handle -> handle.createQuery(EmailSql.get("anySent"))
                .bind("account", account.value())
                .map((row, context) -> row.getLong("id"))
                .findFirst()
                .isPresent());
    }

    @Override
    public EmailFigures figures(AccountId account, EmailId id) {
        return database.read(
                handle -> find(handle, account, id).isPresent() ? Figures.withDomains(handle, id) : Figures.NOTHING);
    }

    @Override
    public List<BounceCause> causes(AccountId account, EmailId id) {
        return database.read(handle -> find(handle, account, id).isPresent() ? Figures.causes(handle, id) : List.of());
    }

    @Override
    public EmailFigures totals(AccountId account, EmailId id) {
        return database.read(
                handle -> find(handle, account, id).isPresent() ? Figures.withoutDomains(handle, id) : Figures.NOTHING);
    }

    @Override
    public SendingHistory history(AccountId account, Instant since, Duration length, int spans) {
        return database.read(handle -> new Histories(since, length, spans).of(handle, account));
    }

    @Override
    public List<SpanFigures> course(AccountId account, EmailId id, int spans) {
        return database.read(
                handle -> find(handle, account, id).isPresent() ? Course.of(handle, id, spans) : List.of());
    }

    @Override
    public EligibilityPreview preview(AccountId account, Selection selection, Instant now) {
        return selection instanceof Selection.Everybody
                ? new EverybodysEligibility(database, account, now).preview()
                : database.read(handle -> new Eligibility(handle, account, now).preview(selection));
    }

    @Override
    public Reach reach(AccountId account, Selection selection, Instant now) {
        return database.read(handle -> new Eligibility(handle, account, now).reach(selection));
    }

    @Override
    public List<LeftOut> leftOut(AccountId account, Selection selection, LeftOut.Asked asked, Instant now) {
        return database.read(handle -> new Eligibility(handle, account, now).leftOut(selection, asked));
    }
}
