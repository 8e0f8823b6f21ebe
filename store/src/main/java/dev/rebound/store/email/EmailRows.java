package dev.rebound.store.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** An email as rows: of {@code emails}, and of {@code chosen_contacts} where contacts were chosen one by one. */
final class EmailRows {

    private EmailRows() {}

    /** The names under which the kinds of selections are stored. */
    enum SelectionKind {
        EVERYBODY,
        CHOSEN,
        SOFT_BOUNCED
    }

    static SelectionKind kindOf(Selection selection) {
        return switch (selection) {
            case Selection.Everybody ignored -> SelectionKind.EVERYBODY;
            case Selection.Chosen ignored -> SelectionKind.CHOSEN;
            case Selection.SoftBouncedOf ignored -> SelectionKind.SOFT_BOUNCED;
        };
    }

    static <S extends SqlStatement<S>> S bind(S statement, EmailDraft draft) {
        EmailContent content = draft.content();
        return statement
                .bind("name", content.name())
                .bind("subject", content.subject())
                .bind("previewText", content.previewText())
                .bind("fromName", content.fromName())
                .bind("fromAddress", content.from().text())
                .bind("bodyText", content.text())
                .bind("bodyHtml", content.html())
                .bind("selection", kindOf(draft.selection()).name())
                .bind("selectionEmail", sourceOf(draft.selection()))
                .bind("tryFor", Micros.length(draft.tryFor()));
    }

    private static @Nullable Long sourceOf(Selection selection) {
        return switch (selection) {
            case Selection.SoftBouncedOf of -> of.email().value();
            case Selection.Everybody ignored -> null;
            case Selection.Chosen ignored -> null;
        };
    }

    static void choose(Handle handle, AccountId account, EmailId email, Selection selection) {
        if (selection instanceof Selection.Chosen chosen) {
            for (ContactId contact : chosen.contacts()) {
                handle.createUpdate(EmailSql.get("chooseContact"))
                        .bind("email", email.value())
                        .bind("contact", contact.value())
                        .bind("account", account.value())
                        .execute();
            }
        }
    }

    static MarketingEmail email(Handle handle, ResultSet row) throws SQLException {
        EmailId id = new EmailId(row.getLong("id"));
        return new MarketingEmail(
                id,
                new AccountId(row.getLong("account")),
                content(row),
                Columns.constant(row, "state", EmailState.class),
                selection(handle, id, row),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "sent_at"),
                Columns.optionalLong(row, "cloned_from").map(EmailId::new),
                new MarketingEmail.Plan(
                        Columns.optionalInstant(row, "starts_at"),
                        sample(row),
                        Columns.optionalInstant(row, "sample_until"),
                        Columns.optionalConstant(row, "hold", Hold.class),
                        Columns.optionalLong(row, "try_for").map(Micros::toLength)));
    }

    static Optional<Sample> sample(ResultSet row) throws SQLException {
        Optional<Long> size = Columns.optionalLong(row, "sample_size");
        if (size.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sample(
                Math.toIntExact(size.get()),
                Micros.toLength(row.getLong("sample_wait")),
                row.getLong("sample_limit") / Sample.LIMIT_PARTS));
    }

    private static EmailContent content(ResultSet row) throws SQLException {
        EmailAddress from = EmailAddress.parse(row.getString("from_address"))
                .orElseThrow(() -> new IllegalStateException("an email's stored From is no address"));
        return new EmailContent(
                row.getString("name"),
                row.getString("subject"),
                row.getString("preview_text"),
                row.getString("from_name"),
                from,
                row.getString("body_text"),
                row.getString("body_html"));
    }

    private static Selection selection(Handle handle, EmailId id, ResultSet row) throws SQLException {
        return switch (Columns.constant(row, "selection", SelectionKind.class)) {
            case EVERYBODY -> new Selection.Everybody();
            case SOFT_BOUNCED -> new Selection.SoftBouncedOf(new EmailId(row.getLong("selection_email")));
            case CHOSEN -> new Selection.Chosen(chosen(handle, id));
        };
    }

    private static List<ContactId> chosen(Handle handle, EmailId email) {
        return handle.createQuery(EmailSql.get("chosenContacts"))
                .bind("email", email.value())
                .map((row, context) -> new ContactId(row.getLong("contact")))
                .list();
    }
}
