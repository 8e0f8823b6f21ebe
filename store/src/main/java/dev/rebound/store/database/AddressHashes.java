package dev.rebound.store.database;

import dev.rebound.core.address.AddressKey;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.sqlite.Function;

/**
 * What an address is called in the list that all accounts share: the first 128 bits of HMAC-SHA-256 (RFC 2104) under a
 * key that is not in the database, in hexadecimal. A copy of the list tells nobody whose addresses are on it, not by
 * trying out addresses either.
 *
 * <p>Statements that join the list with addresses use the SQL function {@code address_hash}, which is the same; every
 * connection gets it, or its key, when it is opened. Thread-safe.
 */
public final class AddressHashes {

    /** The function's name in SQL. */
    static final String FUNCTION = "address_hash";

    /** What the keys of erased addresses begin with; the migration that erases on PostgreSQL says the same. */
    private static final String ERASED = "erased:";

    private static final String SHA = "SHA-256";
    /** The length of what SHA-256 works on at a time, in octets (FIPS 180-4). */
    private static final int BLOCK_OCTETS = 64;

    private static final int HASH_OCTETS = 16;
    private static final byte[] PURPOSE = "rebound: list of global bounces".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IDENTITY = "rebound: who this is to others".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELF = "rebound: which key this is".getBytes(StandardCharsets.US_ASCII);

    private final byte[] innerPad;
    private final byte[] outerPad;
    private final MessageDigest inner;
    private final MessageDigest outer;

    private AddressHashes(byte[] key) {
        this.innerPad = padded(key, 0x36);
        this.outerPad = padded(key, 0x5c);
        this.inner = begun(innerPad);
        this.outer = begun(outerPad);
    }

    /** Hashes under a key of their own that is made from this one. */
    public static AddressHashes under(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new AddressHashes(mac.doFinal(PURPOSE));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static byte[] padded(byte[] key, int with) {
        byte[] pad = new byte[BLOCK_OCTETS];
        for (int i = 0; i < BLOCK_OCTETS; i++) {
            pad[i] = (byte) ((i < key.length ? key[i] : 0) ^ with);
        }
        return pad;
    }

    private static MessageDigest begun(byte[] pad) {
        try {
            MessageDigest digest = MessageDigest.getInstance(SHA);
            digest.update(pad);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The hash of an address. */
    public String of(AddressKey address) {
        return of(address.value());
    }

    /** What stands for an address where an account has erased it. */
    public AddressKey erased(AddressKey address) {
        return AddressKey.erased(of(address), address.domain());
    }

    /** An erased address has the hash of the address that it stands for. */
    private String of(String address) {
        return address.startsWith(ERASED)
                ? address.substring(ERASED.length(), ERASED.length() + 2 * HASH_OCTETS)
                : hashed(address);
    }

    private String hashed(String address) {
        return HexFormat.of().formatHex(of(address.getBytes(StandardCharsets.UTF_8)), 0, HASH_OCTETS);
    }

    /** Only copies of what has begun are ever gone on with, so threads do not disturb each other. */
    private byte[] of(byte[] text) {
        try {
            MessageDigest second = (MessageDigest) outer.clone();
            return second.digest(((MessageDigest) inner.clone()).digest(text));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }

    /** What others may know this installation by; says nothing of the key, nor of what is hashed under it. */
    public String identity() {
        return HexFormat.of().formatHex(Arrays.copyOf(of(IDENTITY), HASH_OCTETS));
    }

    /** Tells keys apart without telling the key. */
    String fingerprint() {
        return HexFormat.of().formatHex(Arrays.copyOf(of(SELF), HASH_OCTETS));
    }

    /** Those of the database a handle belongs to. */
    public static AddressHashes of(Handle handle) {
        return CachedStatements.of(handle).hashes();
    }

    /** Gives a connection to SQLite the function. */
    void register(Connection connection) throws SQLException {
        Function.create(
                connection,
                FUNCTION,
                new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        result(AddressHashes.this.of(value_text(0)));
                    }
                },
                1,
                Function.FLAG_DETERMINISTIC);
    }

    /** What a connection to PostgreSQL says when it is opened; the function there is our own migration's. */
    String postgresOptions() {
        HexFormat hex = HexFormat.of();
        return " -c rebound.inner_pad=" + hex.formatHex(innerPad) + " -c rebound.outer_pad=" + hex.formatHex(outerPad);
    }
}
