package dev.rebound.transport.dkim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DkimKeyFolderTest {

    private static final DkimKeyName NAME = new DkimKeyName("s1", "there.example");
    private static final byte[] OCTETS = "text".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path data;

    private DkimKeyFolder keys = DkimKeyFolder.in(Path.of("."));

    @BeforeEach
    void open() {
        keys = DkimKeyFolder.in(data);
    }

    @ParameterizedTest
    @EnumSource(DkimAlgorithm.class)
    void aKeyReadBackIsTheOneThatWasMade(DkimAlgorithm algorithm) {
        DkimKey made = keys.make(NAME, algorithm);
        DkimKey read = keys.read(NAME);
        assertEquals(algorithm, read.algorithm());
        assertEquals(made.record(), read.record());
        assertArrayEquals(made.sign(OCTETS), read.sign(OCTETS));
        assertEquals(List.of(NAME), keys.names());
    }

    @Test
    void onlyItsOwnerMayReadAKey() throws Exception {
        keys.make(NAME, DkimAlgorithm.ED25519);
        Path file = keys.fileOf(NAME);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        DkimKeyException refused = assertThrows(DkimKeyException.class, () -> keys.read(NAME));
        assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"), refused.getMessage());
    }

    @Test
    void aKeyIsNeverOverwritten() {
        DkimKey first = keys.make(NAME, DkimAlgorithm.ED25519);
        assertThrows(DkimKeyException.class, () -> keys.make(NAME, DkimAlgorithm.ED25519));
        assertEquals(first.record(), keys.read(NAME).record());
    }

    @Test
    void aRecordHasTheFormOfItsStandard() {
        String ed25519 = keys.make(NAME, DkimAlgorithm.ED25519).record();
        assertTrue(ed25519.startsWith("v=DKIM1; k=ed25519; p="), ed25519);
        assertEquals(32, Base64.getDecoder().decode(ed25519.substring(22)).length);
        String rsa = keys.make(new DkimKeyName("s2", "there.example"), DkimAlgorithm.RSA)
                .record();
        assertTrue(rsa.startsWith("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"), rsa);
    }

    @Test
    void whatIsNoKeyIsSaidToBeNone() throws Exception {
        assertThrows(DkimKeyException.class, () -> keys.read(NAME));
        keys.make(NAME, DkimAlgorithm.ED25519);
        Path file = keys.fileOf(NAME);
        for (String text : List.of("", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")) {
            Files.writeString(file, text);
            DkimKeyException refused = assertThrows(DkimKeyException.class, () -> keys.read(NAME));
            assertTrue(String.valueOf(refused.getMessage()).contains("s1._domainkey.there.example.pem"));
        }
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertEquals(
                "s1._domainkey.there.example (ed25519-sha256)",
                keys.make(NAME, DkimAlgorithm.ED25519).toString());
    }

    @Test
    void aNameIsTheOneInDns() {
        assertEquals(new DkimKeyName("2026.a", "there.example"), DkimKeyName.parse(" 2026.A._domainkey.There.example"));
        assertTrue(NAME.isFor("there.example"));
        assertTrue(NAME.isFor("news.there.example"));
        assertFalse(NAME.isFor("example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "there.example",
                "._domainkey.there.example",
                "s1._domainkey.",
                "../s1._domainkey.there.example",
                "s1._domainkey.there.example/x",
                "s 1._domainkey.there.example",
                "-s._domainkey.there.example",
                "s1._domainkey.b\u00fccher.example"
            })
    void aNameThatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DkimKeyName.parse(text));
    }
}
