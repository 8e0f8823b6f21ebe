package dev.rebound.core.token;

import dev.rebound.core.ledger.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Makes and checks the token of an unsubscribe link: who holds the link may say for one contact of one
 * account whether they want marketing email, and nothing else. It says account (5 octets) and contact
 * (7), sealed with 96 bits, and never expires: a link in last year's mail must still work.
 *
 * <p>Thread-safe.
 */
public final class UnsubscribeSigner {

    private static final int ACCOUNT_OCTETS = 5;
    private static final int CONTACT_OCTETS = 7;
    private static final int OCTETS = ACCOUNT_OCTETS + CONTACT_OCTETS;
    private static final byte[] PURPOSE = {'u', 'n', 's', 'u', 'b', 's', 'c', 'r', 'i', 'b', 'e', 1};

    private final TokenSeal seal;

    /**
     * @param keys the first signs, all verify; each at least {@value ReturnPathSigner#KEY_OCTETS_MIN} octets
     */
    public UnsubscribeSigner(List<byte[]> keys) {
        seal = new TokenSeal(PURPOSE, keys);
    }

    /**
     * Whose link it is.
     *
     * @param contact the number of a contact of the account
     */
    public record Holder(AccountId account, long contact) {}

    /** The token of a contact; always the same one. */
    public String sign(Holder holder) {
        byte[] octets = new byte[OCTETS];
        TokenSeal.putBigEndian(octets, 0, holder.account().value(), ACCOUNT_OCTETS);
        TokenSeal.putBigEndian(octets, ACCOUNT_OCTETS, holder.contact(), CONTACT_OCTETS);
        return seal.seal(octets);
    }

    /** Whose token it is; empty if we did not make it. */
    public Optional<Holder> check(String token) {
        return seal.open(token, OCTETS).map(UnsubscribeSigner::holder);
    }

    private static Holder holder(byte[] octets) {
        return new Holder(
                new AccountId(TokenSeal.bigEndian(octets, 0, ACCOUNT_OCTETS)),
                TokenSeal.bigEndian(octets, ACCOUNT_OCTETS, CONTACT_OCTETS));
    }
}
