package dev.rebound.feed.report;

import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.core.token.TokenCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Knows the tokens of several installations, each by its own keys. Thread-safe.
 */
public final class Tokens {

    private final List<Known> known = new ArrayList<>();

    /** An installation's. */
    private record Known(Installation installation, ReturnPathSigner signer) {}

    /** No installation's. */
    public Tokens() {}

    /** One more installation's, sealed with these keys. */
    public Tokens and(Installation installation, List<byte[]> keys) {
        Tokens more = new Tokens();
        more.known.addAll(known);
        more.known.add(new Known(installation, new ReturnPathSigner(keys)));
        return more;
    }

    /**
     * What the first token says that is one of ours: account and message as all installations call them.
     *
     * @param texts return paths, Message-IDs or bare tokens
     */
    public Optional<TokenCheck> find(List<String> texts, Instant now) {
        Optional<TokenCheck> expired = Optional.empty();
        for (String text : texts) {
            for (Known one : known) {
                switch (one.signer.check(localPart(text), now)) {
                    case TokenCheck.Valid(ReturnPath path) -> {
                        return Optional.of(new TokenCheck.Valid(shared(one.installation, path)));
                    }
                    case TokenCheck.Expired(ReturnPath path) ->
                        expired = Optional.of(new TokenCheck.Expired(shared(one.installation, path)));
                    case TokenCheck.Forged ignored -> {}
                }
            }
        }
        return expired;
    }

    private static ReturnPath shared(Installation installation, ReturnPath path) {
        return new ReturnPath(installation.shared(path.account()), installation.shared(path.message()), path.expiry());
    }

    private static String localPart(String text) {
        String bare = text.strip();
        int from = bare.startsWith("<") ? 1 : 0;
        int at = bare.lastIndexOf('@');
        String local = bare.substring(from, at < 0 ? bare.length() - (bare.endsWith(">") ? 1 : 0) : at);
        String prefix = ReturnPathSigner.PREFIX;
        return local.regionMatches(true, 0, prefix, 0, prefix.length()) ? local : prefix + local;
    }
}
