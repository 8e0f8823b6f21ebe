package dev.rebound.engine.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.secret.SecretBox.CannotOpenException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox box = SecretBox.under(new byte[32], new SecureRandom());

    @Test
    void whatIsSealedOpensAtItsPlaceOnly() {
        String sealed = box.seal("webhook 1", "s\u00e9cret");

        assertEquals("s\u00e9cret", box.open("webhook 1", sealed));
        assertFalse(sealed.contains("cret"), sealed);
        assertThrows(CannotOpenException.class, () -> box.open("webhook 2", sealed));
        assertThrows(
                CannotOpenException.class,
                () -> SecretBox.under(new byte[] {1}, new SecureRandom()).open("webhook 1", sealed));
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() {
        assertNotEquals(box.seal("p", "x"), box.seal("p", "x"));
    }

    @Test
    void everyChangeIsNoticed() {
        String sealed = box.seal("p", "secret");
        for (int i = SecretBox.FORM.length(); i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThrows(CannotOpenException.class, () -> box.open("p", changed));
        }
        for (int end = 0; end < sealed.length(); end++) {
            String cut = sealed.substring(0, end);
            assertThrows(CannotOpenException.class, () -> box.open("p", cut));
        }
    }

    @Test
    void plainTextsAreToldFromSealedOnes() {
        assertTrue(SecretBox.isSealed(box.seal("p", "secret")));
        assertFalse(SecretBox.isSealed("secret"));
    }

    @Test
    void whatTheFirstVersionSealedStillOpens() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }

        assertEquals(
                "whsec",
                SecretBox.under(key, new SecureRandom())
                        .open("webhook 7", "sealed-1:cep1I1wJiA5vTYEKAWEbzA4UCQHe28F7j1EmhVMTY/fT"));
    }
}
