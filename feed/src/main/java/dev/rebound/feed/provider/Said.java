package dev.rebound.feed.provider;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpReply;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a provider passes on of a server's words, or says itself where it knows no more. The latter reads
 * {@code "Amazon SES says: Permanent/NoEmail"}, and is what rules match.
 *
 * @param words empty if nothing was said
 * @param status the enhanced status, if the provider gives it apart
 * @param server that said it
 */
record Said(String words, Optional<String> status, Optional<String> server) {

    /** RFC 3464, section 2.3.6, puts the kind of a diagnostic code in front of it; providers hand that on. */
    private static final Pattern KIND =
            Pattern.compile("^\\s*(?:smtp|x-[a-z0-9-]+)\\s*;\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern HOST = Pattern.compile("[a-z0-9.:_-]{1,253}");

    static Said of(Optional<String> words) {
        return new Said(words.orElse(""), Optional.empty(), Optional.empty());
    }

    Said withStatus(Optional<String> known) {
        return new Said(words, known, server);
    }

    Said by(Optional<String> host) {
        return new Said(
                words,
                status,
                host.map(name -> KIND.matcher(name).replaceFirst("").strip().replaceFirst("^dns;\\s*", ""))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> HOST.matcher(name).matches()));
    }

    /** Of somebody who has given up; without a server's words, the provider's own sorting speaks. */
    Diagnostic given(String provider, Optional<String> sorting) {
        return diagnostic(Finality.FINAL, provider, sorting);
    }

    /** Of somebody who goes on trying, or has delivered. */
    Diagnostic noted(String provider, Optional<String> sorting) {
        return diagnostic(Finality.STILL_TRYING, provider, sorting);
    }

    private Diagnostic diagnostic(Finality finality, String provider, Optional<String> sorting) {
        String bare = KIND.matcher(words).replaceFirst("").strip();
        String text = bare.isEmpty()
                ? sorting.map(sorted -> provider + " says: " + sorted).orElse("")
                : bare;
        Optional<SmtpReply> reply = SmtpReply.parse(text);
        return new Diagnostic(
                finality,
                reply.map(r -> OptionalInt.of(r.code())).orElse(OptionalInt.empty()),
                reply.flatMap(SmtpReply::enhancedStatus)
                        .or(() -> status.flatMap(EnhancedStatus::parse))
                        .or(() -> EnhancedStatus.find(text)),
                text,
                Optional.empty(),
                server);
    }
}
