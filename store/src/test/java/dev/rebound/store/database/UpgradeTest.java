package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A data folder of every earlier schema is opened by this version, and nothing in it is lost. Each is filled, as it comes to
 * the version that a table begins with, by the file of that version in {@code upgrade}.
 */
class UpgradeTest {

    private static final AddressKey GONE = new AddressKey("gone@x.example");
    private static final AccountId ONE = new AccountId(1);

    @TempDir
    private Path folder;

    private static Flyway flyway(DataSource source, String target) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:dev/rebound/store/migration")
                .target(target)
                .load();
    }

    /** Every version of the schema there was, but the newest. */
    static List<String> earlier() throws IOException {
        Path scratch = Files.createTempDirectory("rebound-versions-");
        SqliteFile file = new SqliteFile(Files.createFile(scratch.resolve("x.db")), AddressHashes.under(new byte[32]));
        List<String> all = Arrays.stream(
                        flyway(file.forWriting(), "latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
        return all.subList(0, all.size() - 1);
    }

    /** A data folder as this schema left it. */
    private Path dataOf(String version) throws IOException, SQLException {
        Path data = Files.createDirectories(folder.resolve("data"));
        SqliteFile file = new SqliteFile(Files.createFile(data.resolve("rebound.db")), DataFolder.hashesOf(data));
        DataSource source = file.forWriting();
        for (String each : earlier()) {
            flyway(source, each).migrate();
            fill(source, each);
            if (each.equals(version)) {
                break;
            }
        }
        return data;
    }

    private static void fill(DataSource source, String version) throws IOException, SQLException {
        try (InputStream in =
                UpgradeTest.class.getResourceAsStream("/dev/rebound/store/upgrade/V" + version + ".sql")) {
            if (in == null) {
                return;
            }
            String rows = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String insert : rows.strip().split(";\\n", -1)) {
                    statement.execute(insert);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("earlier")
    void everyEarlierSchemaIsBroughtUpToDateWithAllThatIsInIt(String version) throws Exception {
        Path data = dataOf(version);

        try (Store store = Store.open(data, StoreSettings.standard())) {
            Verification verification = store.ledger().verify();
            assertEquals(List.of(), verification.differences());
            assertEquals(9, verification.events());
            assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), store.suppressions().counts(ONE));
            assertEquals(3, store.suppressions().findGlobal(GONE).orElseThrow().accounts());
            ContactView gone = store.contacts().findByAddress(ONE, GONE).orElseThrow();
            assertTrue(gone.globalSince().isPresent(), "its hash is not that of its address");
            RecipientDetail detail =
                    store.recipients().detail(ONE, new MessageId(1)).orElseThrow();
            assertEquals(
                    "550 5.1.1 no such user",
                    detail.steps()
                            .getLast()
                            .evidence()
                            .orElseThrow()
                            .diagnostic()
                            .text());
            assertEquals(1, store.quarantine().count());
            Instant later = Instant.parse("2300-01-01T00:00:00Z");
            assertEquals(1, store.ledger().expireOverdue(later, 10).join());
            assertTrue(store.ledger().verify().agrees());
        }
    }

    @Test
    void whatTablesThatCameLaterHeldIsThereToo() throws Exception {
        Path data = dataOf(earlier().getLast());

        try (Store store = Store.open(data, StoreSettings.standard())) {
            assertEquals(1, store.webhooks().list(ONE).size());
            assertEquals(1, store.emailFiles().list(ONE, new EmailId(1)).size());
        }
    }
}
