package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.DataFolderException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that cannot be used is refused with what is wrong, where, and what to do. */
final class DataFolderTest {

    @TempDir
    Path folder;

    private DataFolderException refused(Path path) {
        return assertThrows(
                DataFolderException.class,
                () -> Store.open(path, StoreSettings.standard()).close());
    }

    private static void assertTells(DataFolderException refused, Problem problem, Path where) {
        assertEquals(problem, refused.problem());
        assertTrue(String.valueOf(refused.getMessage()).contains(where.toString()), refused::getMessage);
    }

    @Test
    void aFolderThatIsNotThereIsCreatedWithItsParents() {
        Path deep = folder.resolve("a/b/c");

        Store.open(deep, StoreSettings.standard()).close();

        assertTrue(Files.exists(deep.resolve("rebound.db")));
    }

    @Test
    void aFileInItsPlaceIsNotWritable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "I am a file");

        assertTells(refused(file.resolve("data")), Problem.NOT_WRITABLE, file);
    }

    @Test
    void aFolderInUseIsRefusedAndFreeAgainAfterwards() {
        Store first = Store.open(folder, StoreSettings.standard());

        assertTells(refused(folder), Problem.IN_USE, folder);

        first.close();
        Store.open(folder, StoreSettings.standard()).close();
    }

    @Test
    void anotherFileUnderTheDatabasesNameIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("rebound.db"), "These are my holiday photos, by chance named so.");

        assertTells(refused(folder), Problem.NOT_A_DATABASE, file);
        assertTrue(Files.readString(file).startsWith("These are my holiday photos"));
    }

    @Test
    void aDamagedDatabaseIsRefused() throws IOException {
        Store.open(folder, StoreSettings.standard()).close();
        Path file = folder.resolve("rebound.db");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 16, 4_096, (byte) 0x5a);
        Files.write(file, content);

        assertTells(refused(folder), Problem.NOT_A_DATABASE, file);
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        Store.open(folder, StoreSettings.standard()).close();
        Path file = folder.resolve("rebound.db");
        try (Connection connection = new SqliteFile(file, AddressHashes.under(new byte[32]))
                        .forWriting()
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history"
                    + " (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                    + " values (99, '99', 'later', 'SQL', 'V99__later.sql', '', 0, 1)");
        }

        DataFolderException refused = refused(folder);

        assertTells(refused, Problem.NEWER_SCHEMA, file);
        assertTrue(String.valueOf(refused.getMessage()).contains("99"));
    }
}
