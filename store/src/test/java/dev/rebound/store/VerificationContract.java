package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.ledger.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody changes the tables behind the ledger's back, and {@code verify} says so. */
abstract class VerificationContract extends PortContract {

    private static final String ANN = "ann@example.org";

    /** Past the ports. */
    abstract Connection connection() throws SQLException;

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 3; i++) {
            world.accept(ANN, world.account(), i);
            world.bounce(ANN, new MessageId(i), Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        }
        world.accept("bob@example.org", world.account(), 4);
        world.defer("bob@example.org", new MessageId(4), Reason.FILTERED, World.NOON);
        Observation.Import.Line line = new Observation.Import.Line(
                new BulkId(7), ListSource.POSTMARK, Reason.UNKNOWN_USER, Optional.empty(), "HardBounce");
        ports.ledger()
                .record(
                        World.key("listed@example.org"),
                        new Observation.Import(world.account(), World.NOON, line, "ann"),
                        Optional.empty())
                .join();
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update messages set status = 'DELIVERED', bounce = null where id = 1",
                "update messages set reason = 'MAILBOX_FULL' where id = 2",
                "update messages set matched = '[]' where id = 3",
                "update messages set attempts = 7 where id = 4",
                "update messages set next_attempt = next_attempt + 1 where id = 4",
                "update messages set deadline = deadline - 1 where id = 4",
                "update messages set evidence = '' where id = 4",
                "update messages set account = 2 where id = 1",
                "delete from messages where id = 1",
                "insert into messages select 99, account, email, contact, address_key, domain, recipient, accepted_at,"
                        + " status, since, bounce, reason, fault, confidence, rule, rules_version, matched, runner_up,"
                        + " attempts, next_attempt, deadline, not_sent, evidence, circuit, hold_standing"
                        + " from messages where id = 1",
                "update messages set circuit = 1, hold_standing = 'HELD' where id = 1",
                "delete from suppressions where account = 1",
                "update suppressions set since = since + 1 where account = 1",
                "update suppressions set ends_at = since + 1 where account = 1",
                "update suppressions set probe_from = since + 1 where account = 1",
                "insert into suppressions (address_key, account, reason, since, cause)"
                        + " values ('cyd@example.org', 1, 'SPAM', 0, 1)",
                "update suppressions set original = 'something else' where list is not null",
                "update suppressions set list = 8 where list is not null",
                "delete from suppressions where list is not null",
                "delete from counting_accounts where account = 1",
                "delete from global_bounces",
                "insert into email_outcomes values (9, 'BOUNCED', '', '', '', 0, 1)",
                "insert into email_domains values (9, 'example.org', 0, 0, 1, 0, 0)",
                "insert into email_course values (9, 60, 29540160, 'HARD', 0, 1)",
                "insert into globally_bounced_messages values (9, 1)",
                "insert into global_bounces values ('bob@example.org', 0)",
                "delete from ledger where seq = (select max(seq) from ledger)"
            })
    void aTableThatDoesNotFollowFromTheLedgerIsFound(String sql) throws SQLException {
        Verification before = ports.ledger().verify();
        tamper(sql);

        Verification after = ports.ledger().verify();

        assertTrue(before.agrees(), () -> before.differences().toString());
        assertFalse(after.agrees());
        assertFalse(after.differences().toString().contains(ANN), "an address is shown in full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from queue", "update messages set next_attempt = null where email is not null"})
    void aMessageInFlightThatNobodyWouldTryIsFound(String sql) throws SQLException {
        AccountId account = world.account();
        world.contacts(account, 1);
        world.sentToEverybody(account);
        Verification before = ports.ledger().verify();
        tamper(sql);

        assertTrue(before.agrees(), () -> before.differences().toString());
        assertFalse(ports.ledger().verify().agrees());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update email_outcomes set number = number + 1 where status = 'BOUNCED'",
                "delete from email_outcomes where status = 'BOUNCED'",
                "update email_domains set hard = hard - 1, soft = soft + 1",
                "delete from email_domains",
                "update email_course set start = start + 1 where width = 1",
                "update email_course set number = number + 1 where width = 60",
                "delete from email_course where kind = 'HARD'",
                "delete from globally_bounced_messages where email = 1"
            })
    void aFigureOfAnEmailThatIsNotAsCountedIsFound(String sql) throws SQLException {
        for (int i = 0; i < 3; i++) {
            AccountId account = world.account();
            world.contact(account, "gone@example.org", "", "");
            MessageId message = world.recipient(account, world.sentToEverybody(account), "gone@example.org")
                    .message();
            world.bounce("gone@example.org", message, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        }
        Verification before = ports.ledger().verify();
        tamper(sql);

        assertTrue(before.agrees(), () -> before.differences().toString());
        assertFalse(ports.ledger().verify().agrees());
    }

    @Test
    void manyDifferencesAreCountedAndTheFirstAreTold() throws SQLException {
        AccountId account = world.account();
        for (int i = 10; i < 130; i++) {
            world.accept("p" + i + "@example.org", account, i);
        }
        tamper("update messages set attempts = attempts + 1 where id >= 10");

        Verification verification = ports.ledger().verify();

        assertEquals(120, verification.differencesInAll());
        assertEquals(Verification.DIFFERENCES_MAX, verification.differences().size());
    }

    @Test
    void aStoredAddressThatIsNoneIsLeftOut() throws SQLException {
        AccountId account = world.account();
        ContactId cyd = world.contact(account, "cyd@example.org", "Cyd", "");
        world.contact(account, "dan@example.org", "Dan", "");
        tamper("update contacts set address = 'cyd@@', address_key = 'cyd@@' where id = " + cyd);

        EmailId email = world.sentToEverybody(account);

        assertEquals(
                Map.of(NotSentReason.INVALID_ADDRESS, 1L),
                ports.emails().figures(account, email).notSent());
        assertEquals(
                Optional.of(NotSentReason.INVALID_ADDRESS),
                world.recipients(account, email).getFirst().notSent());
        assertTrue(ports.ledger().verify().agrees());
    }
}
