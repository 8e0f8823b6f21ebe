package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.MailTrouble.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from what a provider says when it refuses a sign-in what its owner has to do. The words are what providers are known to answer,
 * lower case, written from memory and not collected from their servers; response codes are those of RFC 5530.
 */
public final class ProviderWords {

    private static final Map<Kind, List<String>> WORDS = Map.of(
            Kind.APP_PASSWORD_NEEDED,
                    List.of(
                            // Gmail: [ALERT] Application-specific password required: https://support.google.com/...
                            "application-specific password required",
                            "application specific password",
                            "app password",
                            "app-specific password",
                            // Microsoft 365 since basic authentication ended
                            "basicauthblocked",
                            "basic authentication is disabled",
                            // QQ and NetEase sign in with an authorization code, not with the password
                            "authorized code",
                            "authorization code",
                            "\u6388\u6743\u7801",
                            "web login required",
                            "please log in via your web browser"),
            Kind.SWITCHED_OFF,
                    List.of(
                            "imap access is disabled",
                            "not enabled for imap",
                            "imap is disabled",
                            "disabled for your domain",
                            "smtpclientauthentication is disabled",
                            "service is not open",
                            "service not open",
                            "enable imap",
                            "imap service is not enabled",
                            "unsafe login",
                            "user is authenticated but not connected",
                            "system busy(service is not open)",
                            "\u670d\u52a1\u672a\u5f00\u542f",
                            "\u672a\u5f00\u542f"),
            Kind.TOO_MANY,
                    List.of(
                            "too many simultaneous connections",
                            "too many connections",
                            "maximum number of connections",
                            "[limit]",
                            "rate limit",
                            "login frequency limited",
                            "try again later"),
            Kind.UNAVAILABLE,
                    List.of(
                            // Dovecot, when what it asks for passwords is away: NO [UNAVAILABLE] Temporary
                            // authentication failure
                            "[unavailable]",
                            "[serverbug]",
                            "[inuse]",
                            "temporary authentication failure",
                            "temporary failure",
                            "temporarily unavailable",
                            "service temporarily",
                            "server is unavailable",
                            "internal error",
                            "internal server error"),
            Kind.OVER_QUOTA, List.of("[overquota]", "over quota", "quota exceeded", "mailbox is full"),
            Kind.WRONG_PASSWORD,
                    List.of(
                            "[authenticationfailed]",
                            "authentication failed",
                            "authenticationfailed",
                            "invalid credentials",
                            "login failed",
                            "login fail",
                            "login error",
                            "username and password not accepted",
                            "authentication unsuccessful",
                            "authentication credentials invalid",
                            "authorization failed",
                            "[expired]",
                            "535 "));

    /** The more particular first: many say first that it failed, and then why. */
    private static final List<Kind> ORDER = List.of(
            Kind.APP_PASSWORD_NEEDED,
            Kind.SWITCHED_OFF,
            Kind.TOO_MANY,
            Kind.UNAVAILABLE,
            Kind.OVER_QUOTA,
            Kind.WRONG_PASSWORD);

    private ProviderWords() {}

    /** What a refusal of a sign-in means; empty if it says nothing that we know. */
    public static Optional<Kind> meaningOf(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return ORDER.stream()
                .filter(kind -> WORDS.getOrDefault(kind, List.of()).stream().anyMatch(lower::contains))
                .findFirst();
    }
}
