package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.secret.BoundSeal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals secrets of mailboxes with a key that is not in the database ({@link BoundSeal}), bound to account
 * and address, so that a row's secret put into another row does not open. The first octet says the form, so that another
 * form can follow. Thread-safe.
 */
public final class CredentialsBox {

    /** Of the key. */
    public static final int KEY_OCTETS = BoundSeal.KEY_OCTETS;

    private static final byte FORM = 1;
    private static final String PASSWORD = "password";
    private static final String OAUTH = "oauth";

    private final BoundSeal seal;

    /**
     * @param key {@value #KEY_OCTETS} octets
     * @param random for nonces
     */
    public CredentialsBox(byte[] key, SecureRandom random) {
        this.seal = new BoundSeal(key, random);
    }

    /** A secret cannot be opened: the key is another one, or somebody changed what was sealed. */
    public static final class CannotOpenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotOpenException(Throwable cause) {
            super("the secret of an inbox does not open with this installation's inbox key", cause);
        }
    }

    /** Seals the secret of an account's inbox. */
    public byte[] seal(AccountId account, AddressKey address, SignIn signIn) {
        return seal(boundTo(account, address), octets(signIn));
    }

    private static String boundTo(AccountId account, AddressKey address) {
        return account + " " + address.value();
    }

    private byte[] seal(String boundTo, byte[] octets) {
        byte[] sealed = seal.seal(boundTo, octets);
        byte[] whole = new byte[1 + sealed.length];
        whole[0] = FORM;
        System.arraycopy(sealed, 0, whole, 1, sealed.length);
        return whole;
    }

    /**
     * Opens the secret of an account's inbox.
     *
     * @throws CannotOpenException if it was not sealed with this key for this inbox
     */
    public SignIn open(AccountId account, AddressKey address, byte[] sealed) {
        try {
            return signIn(opened(boundTo(account, address), sealed));
        } catch (IOException e) {
            throw new CannotOpenException(e);
        }
    }

    /** Seals a text that somebody carries away and brings back; it opens for the same purpose only. */
    public String sealText(String purpose, String text) {
        byte[] sealed = seal(purpose, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Opens such a text; empty if it is not one. */
    public Optional<String> openText(String purpose, String sealed) {
        try {
            return Optional.of(
                    new String(opened(purpose, Base64.getUrlDecoder().decode(sealed)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CannotOpenException e) {
            return Optional.empty();
        }
    }

    private byte[] opened(String boundTo, byte[] sealed) {
        try {
            if (sealed.length == 0 || sealed[0] != FORM) {
                throw new CannotOpenException(new IllegalArgumentException("not a sealed secret"));
            }
            return seal.open(boundTo, Arrays.copyOfRange(sealed, 1, sealed.length));
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException(e);
        }
    }

    private static byte[] octets(SignIn signIn) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            switch (signIn) {
                case SignIn.Password(String user, String password) -> {
                    out.writeUTF(PASSWORD);
                    out.writeUTF(user);
                    out.writeUTF(password);
                }
                case SignIn.OAuth oauth -> {
                    out.writeUTF(OAUTH);
                    out.writeUTF(oauth.user());
                    out.writeUTF(oauth.provider());
                    out.writeUTF(oauth.refreshToken());
                    out.writeUTF(oauth.accessToken());
                    out.writeLong(oauth.expiresAt().getEpochSecond());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static SignIn signIn(byte[] octets) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            return in.readUTF().equals(PASSWORD)
                    ? new SignIn.Password(in.readUTF(), in.readUTF())
                    : new SignIn.OAuth(
                            in.readUTF(),
                            in.readUTF(),
                            in.readUTF(),
                            in.readUTF(),
                            Instant.ofEpochSecond(in.readLong()));
        }
    }
}
