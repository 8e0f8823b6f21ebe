package dev.rebound.core.token;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes and checks the signed local part of the return path, {@code b+<token>}.
 *
 * <p>The token says account (5 octets), message (7) and expiry in days since 1970 (2), sealed with 96
 * bits. It is base32 because some servers lower-case local parts. The whole local part has 44 characters
 * of the 64 that RFC 5321 (section 4.5.3.1.1) allows.
 *
 * <p>Thread-safe.
 */
public final class ReturnPathSigner {

    /** What a local part of ours begins with. */
    public static final String PREFIX = "b+";
    /** Fewest octets of a key. */
    public static final int KEY_OCTETS_MIN = TokenSeal.KEY_OCTETS_MIN;

    private static final int ACCOUNT_OCTETS = 5;
    private static final int MESSAGE_OCTETS = 7;
    private static final int DAY_OCTETS = 2;
    private static final int OCTETS = ACCOUNT_OCTETS + MESSAGE_OCTETS + DAY_OCTETS;
    private static final byte[] PURPOSE = {'r', 'e', 't', 'u', 'r', 'n', '-', 'p', 'a', 't', 'h', 1};

    private final TokenSeal seal;

    /**
     * @param keys the first signs, all verify; each at least {@value #KEY_OCTETS_MIN} octets
     */
    public ReturnPathSigner(List<byte[]> keys) {
        seal = new TokenSeal(PURPOSE, keys);
    }

    /**
     * The signed local part.
     *
     * @param expiry honoured until the end of that day (UTC)
     */
    public String sign(AccountId account, MessageId message, Instant expiry) {
        byte[] octets = new byte[OCTETS];
        TokenSeal.putBigEndian(octets, 0, account.value(), ACCOUNT_OCTETS);
        TokenSeal.putBigEndian(octets, ACCOUNT_OCTETS, message.value(), MESSAGE_OCTETS);
        long day = expiry.getEpochSecond() / Duration.ofDays(1).toSeconds();
        TokenSeal.putBigEndian(octets, ACCOUNT_OCTETS + MESSAGE_OCTETS, day, DAY_OCTETS);
        return PREFIX + seal.seal(octets);
    }

    /** Checks a local part, in whatever case it came back. */
    public TokenCheck check(String localPart, Instant now) {
        Optional<byte[]> opened = localPart.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? seal.open(localPart.substring(PREFIX.length()), OCTETS)
                : Optional.empty();
        if (opened.isEmpty()) {
            return new TokenCheck.Forged();
        }
        byte[] octets = opened.get();
        long account = TokenSeal.bigEndian(octets, 0, ACCOUNT_OCTETS);
        long message = TokenSeal.bigEndian(octets, ACCOUNT_OCTETS, MESSAGE_OCTETS);
        long day = TokenSeal.bigEndian(octets, ACCOUNT_OCTETS + MESSAGE_OCTETS, DAY_OCTETS);
        if (account < 1 || message < 1) {
            return new TokenCheck.Forged();
        }
        Instant end = Instant.EPOCH.plus(Duration.ofDays(day + 1));
        ReturnPath path = new ReturnPath(new AccountId(account), new MessageId(message), end);
        return now.isBefore(end) ? new TokenCheck.Valid(path) : new TokenCheck.Expired(path);
    }
}
