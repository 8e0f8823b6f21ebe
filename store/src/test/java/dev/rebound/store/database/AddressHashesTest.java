package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses are hashed by the book, alike in Java and in SQL, and under one key. */
class AddressHashesTest {

    private static final byte[] KEY = new byte[32];
    private static final List<String> ADDRESSES = List.of("ann@shop.example", "\u00e4\u4e2d@example.net", "a@b");

    @TempDir
    private Path folder;

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsTheBeginningOfAnHmac() throws Exception {
        byte[] own = hmac(KEY, "rebound: list of global bounces");
        AddressHashes hashes = AddressHashes.under(KEY);

        for (String address : ADDRESSES) {
            String expected = HexFormat.of().formatHex(Arrays.copyOf(hmac(own, address), 16));
            assertEquals(expected, hashes.of(new AddressKey(address)));
        }
        assertNotEquals(
                hashes.of(new AddressKey("a@b")),
                AddressHashes.under(new byte[] {1}).of(new AddressKey("a@b")));
    }

    @Test
    void sqliteSaysTheSame() {
        AddressHashes hashes = AddressHashes.under(KEY);
        try (Database database = Database.open(folder.resolve("x.db"), hashes, 1)) {
            saysTheSame(database, hashes);
        }
    }

    @Test
    void postgresqlSaysTheSame() {
        AddressHashes hashes = AddressHashes.under(KEY);
        try (Database database = Database.open(OwnPostgres.running().newDatabase(), hashes, 1)) {
            saysTheSame(database, hashes);
        }
    }

    private static void saysTheSame(Database database, AddressHashes hashes) {
        for (String address : ADDRESSES) {
            String said = database.read(handle -> handle.createQuery("select address_hash(:address)")
                    .bind("address", address)
                    .mapTo(String.class)
                    .one());
            assertEquals(hashes.of(new AddressKey(address)), said);
        }
    }

    @Test
    void aDatabaseIsNotOpenedWithAnotherKey() throws IOException {
        Path data = folder.resolve("data");
        Store.open(data, StoreSettings.standard()).close();
        Files.writeString(data.resolve(KeyFile.NAME), "00".repeat(32) + "\n");

        DataFolderException refusal =
                assertThrows(DataFolderException.class, () -> Store.open(data, StoreSettings.standard()));

        assertEquals(DataFolderException.Problem.KEY, refusal.problem());
        assertTrue(String.valueOf(refusal.getMessage()).contains("return-path.key"), refusal.getMessage());
    }

    @Test
    void aDamagedKeyIsSaidToBe() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        Files.writeString(data.resolve(KeyFile.NAME), "00ff\n");

        DataFolderException refusal =
                assertThrows(DataFolderException.class, () -> Store.open(data, StoreSettings.standard()));

        assertTrue(String.valueOf(refusal.getMessage()).contains("is damaged"), refusal.getMessage());
    }
}
