package dev.rebound.store.inbox;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.InboxHabits;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How people write through their inboxes, on SQL. Thread-safe. */
final class SqlInboxHabits implements InboxHabits {

    private static final NamedSql SQL = NamedSql.beside(SqlInboxHabits.class, "writing.sql");
    private static final int MINUTES_OF_AN_HOUR = 60;

    private final Database database;

    SqlInboxHabits(Database database) {
        this.database = database;
    }

    @Override
    public WritingHabits of(InboxId inbox) {
        return database.read(handle -> Prepared.of(handle, SQL, "habits")
                        .bind("inbox", inbox.value())
                        .first(SqlInboxHabits::habits))
                .orElse(WritingHabits.STANDARD);
    }

    private static WritingHabits habits(ResultSet row) throws SQLException {
        return new WritingHabits(
                row.getString("signature"),
                row.getInt("daily_max"),
                new WorkingHours(
                        ZoneId.of(row.getString("zone")),
                        time(row.getInt("works_from")),
                        time(row.getInt("works_to")),
                        Arrays.stream(row.getString("works_on").split(",", -1))
                                .map(number -> DayOfWeek.of(Integer.parseInt(number)))
                                .collect(Collectors.toSet())));
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / MINUTES_OF_AN_HOUR, minutes % MINUTES_OF_AN_HOUR);
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * MINUTES_OF_AN_HOUR + time.getMinute();
    }

    @Override
    public boolean keep(AccountId account, InboxId inbox, WritingHabits habits) {
        WorkingHours hours = habits.hours();
        String days = hours.days().stream()
                .sorted()
                .map(day -> Integer.toString(day.getValue()))
                .collect(Collectors.joining(","));
        return database.write(
                        "how somebody writes",
                        handle -> Prepared.of(handle, SQL, "keepHabits")
                                .bind("account", account.value())
                                .bind("inbox", inbox.value())
                                .bind("signature", habits.signature())
                                .bind("dailyMax", habits.dailyMax())
                                .bind("zone", hours.zone().getId())
                                .bind("from", minutes(hours.from()))
                                .bind("to", minutes(hours.to()))
                                .bind("days", days)
                                .execute())
                > 0;
    }
}
