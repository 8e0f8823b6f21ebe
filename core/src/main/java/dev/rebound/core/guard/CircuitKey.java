package dev.rebound.core.guard;

import dev.rebound.core.bounce.Reason;
import java.util.Locale;
import java.util.Optional;

/**
 * What failures are counted under, and what a circuit opens for.
 *
 * @param provider whose servers refused, for example {@code google.com}; empty where our own fault is watched,
 *     which shows at every provider
 */
public record CircuitKey(Optional<String> provider, Reason reason, Blame blame, Scope scope) {

    private static final String ANY = "*";
    private static final int PARTS = 4;

    public CircuitKey {
        provider = provider.map(name -> name.toLowerCase(Locale.ROOT));
        if (provider.filter(name -> name.isEmpty() || name.indexOf(' ') >= 0).isPresent()) {
            throw new IllegalArgumentException("a provider has a name without spaces");
        }
    }

    /** As it is stored: {@code google.com UNKNOWN_USER RECIPIENTS *}. */
    public String text() {
        return provider.orElse(ANY) + " " + reason + " " + blame + " " + scope.text();
    }

    /** The widest key of a failure that is counted under this one. */
    public CircuitKey widest() {
        return switch (blame) {
            case RECIPIENTS -> new CircuitKey(provider, reason, blame, new Scope.Everything());
            case AUTHENTICATION, REPUTATION -> this;
        };
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CircuitKey parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not the key of a circuit: [" + text + "]");
        }
        return new CircuitKey(
                ANY.equals(parts[0]) ? Optional.empty() : Optional.of(parts[0]),
                Reason.valueOf(parts[1]),
                Blame.valueOf(parts[2]),
                Scope.parse(parts[3]));
    }
}
