package dev.rebound.server.bulk;

import dev.rebound.core.bounce.Reason;
import java.util.Optional;

/** What a filter says, in words that are the same in every language. */
final class Selected {

    private Selected() {}

    static String words(String search, Optional<Reason> reason) {
        String of = reason.map(Reason::name).orElse("*");
        return search.isEmpty() ? of : of + " \"" + search + "\"";
    }
}
