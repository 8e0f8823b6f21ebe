package dev.rebound.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Data folders as earlier schemas left them. Each is filled, as it comes to the version that a table begins with, by the file of that
 * version in {@code upgrade}.
 */
public final class EarlierFolder {

    private EarlierFolder() {}

    private static Flyway flyway(DataSource source, String target) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:dev/rebound/store/migration")
                .javaMigrations(new ContactWordsMigration(), new ContactValuesMigration())
                .target(target)
                .load();
    }

    /** Every version of the schema there was, but the newest. */
    static List<String> versions() throws IOException {
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
    static Path of(String version, Path folder) throws IOException, SQLException {
        Path data = Files.createDirectories(folder.resolve("data"));
        SqliteFile file = new SqliteFile(Files.createFile(data.resolve("rebound.db")), DataFolder.hashesOf(data));
        DataSource source = file.forWriting();
        for (String each : versions()) {
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
                EarlierFolder.class.getResourceAsStream("/dev/rebound/store/upgrade/V" + version + ".sql")) {
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

    /** One of the schema before this one, with something in nearly every table. */
    public static Path newest(Path folder) throws IOException, SQLException {
        return of(versions().getLast(), folder);
    }
}
