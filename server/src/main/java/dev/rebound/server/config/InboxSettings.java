package dev.rebound.server.config;

import dev.rebound.engine.inbox.OneToOneSending.Heed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connected inboxes.
 *
 * @param allowPrivateAddresses whether their servers may be in private and loopback networks
 * @param lookBack how far back a folder is looked at that is seen for the first time
 * @param checkEvery after how long a waiting connection is made sure of, and other folders than the inbox are looked at
 * @param pollEvery how often a server is asked that cannot tell by itself
 * @param suppressedAddresses what happens to one-to-one emails to them
 * @param google our client at Google, if there is one
 * @param microsoft our client at Microsoft
 * @param other our client at another provider
 */
public record InboxSettings(
        boolean allowPrivateAddresses,
        Duration lookBack,
        Duration checkEvery,
        Duration pollEvery,
        Heed suppressedAddresses,
        OAuthClient google,
        OAuthClient microsoft,
        OtherProvider other) {

    private static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES = Kinds.flag(
            "inboxes.allow-private-addresses",
            false,
            "Whether the mail servers of inboxes may be in private and loopback networks. Whoever may connect an inbox can then"
                    + " reach what this machine reaches.");
    private static final Setting<Duration> LOOK_BACK = Kinds.duration(
            "inboxes.look-back",
            Duration.ofSeconds(1),
            Duration.ofDays(90),
            Duration.ofDays(7),
            "How far back a folder is looked at when an inbox is connected; in whole days, as IMAP has it. Nothing older is ever"
                    + " read.");
    private static final Setting<Duration> CHECK_EVERY = Kinds.duration(
            "inboxes.check-every",
            Duration.ofSeconds(1),
            Duration.ofMinutes(29),
            Duration.ofMinutes(5),
            "After how long a connection that waits for mail is made sure of, and junk folders are looked at.");
    private static final Setting<Duration> POLL_EVERY = Kinds.duration(
            "inboxes.poll-every",
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            "How often a mail server is asked for news that cannot tell by itself (IMAP IDLE).");
    private static final Setting<Heed> SUPPRESSED_ADDRESSES = Kinds.choice(
            "inboxes.suppressed-addresses",
            Heed.class,
            Heed.WARN,
            "What happens to a one-to-one email to an address that the account suppresses, or that bounced globally: whoever writes is"
                    + " warned and may insist, or it is refused.");
    private static final Setting<Optional<String>> GOOGLE_CLIENT =
            Kinds.line("inboxes.google-client-id", "Our client id at Google, to connect Gmail with OAuth 2.");
    private static final Setting<Optional<Path>> GOOGLE_SECRET =
            Kinds.file("inboxes.google-client-secret-file", "The file with our client secret at Google.");
    private static final Setting<Optional<String>> MICROSOFT_CLIENT = Kinds.line(
            "inboxes.microsoft-client-id", "Our client id at Microsoft, to connect Microsoft 365 with OAuth 2.");
    private static final Setting<Optional<Path>> MICROSOFT_SECRET =
            Kinds.file("inboxes.microsoft-client-secret-file", "The file with our client secret at Microsoft.");
    private static final Setting<Optional<String>> OTHER_CLIENT =
            Kinds.line("inboxes.other-client-id", "Our client id at another provider of OAuth 2.");
    private static final Setting<Optional<Path>> OTHER_SECRET =
            Kinds.file("inboxes.other-client-secret-file", "The file with our client secret there.");
    private static final Setting<Optional<String>> OTHER_AUTHORIZE =
            Kinds.line("inboxes.other-authorize-url", "Where its people give their consent.");
    private static final Setting<Optional<String>> OTHER_TOKEN =
            Kinds.line("inboxes.other-token-url", "Where it gives tokens.");
    private static final Setting<Optional<String>> OTHER_SCOPE =
            Kinds.line("inboxes.other-scope", "The scope to ask for.");

    /** Every setting of this component. */
    static final List<Setting<?>> ALL = List.of(
            ALLOW_PRIVATE_ADDRESSES,
            LOOK_BACK,
            CHECK_EVERY,
            POLL_EVERY,
            SUPPRESSED_ADDRESSES,
            GOOGLE_CLIENT,
            GOOGLE_SECRET,
            MICROSOFT_CLIENT,
            MICROSOFT_SECRET,
            OTHER_CLIENT,
            OTHER_SECRET,
            OTHER_AUTHORIZE,
            OTHER_TOKEN,
            OTHER_SCOPE);

    /** What we are at a provider; public clients have no secret. */
    public record OAuthClient(Optional<String> id, Optional<Path> secretFile) {}

    /** A provider that we have no endpoints of. */
    public record OtherProvider(
            OAuthClient client, Optional<URI> authorize, Optional<URI> token, Optional<String> scope) {}

    static InboxSettings from(Values values) {
        return new InboxSettings(
                values.get(ALLOW_PRIVATE_ADDRESSES),
                values.get(LOOK_BACK),
                values.get(CHECK_EVERY),
                values.get(POLL_EVERY),
                values.get(SUPPRESSED_ADDRESSES),
                new OAuthClient(values.get(GOOGLE_CLIENT), values.get(GOOGLE_SECRET)),
                new OAuthClient(values.get(MICROSOFT_CLIENT), values.get(MICROSOFT_SECRET)),
                new OtherProvider(
                        new OAuthClient(values.get(OTHER_CLIENT), values.get(OTHER_SECRET)),
                        values.get(OTHER_AUTHORIZE).map(URI::create),
                        values.get(OTHER_TOKEN).map(URI::create),
                        values.get(OTHER_SCOPE)));
    }

    /** What does not fit together. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        boolean whole = other.authorize().isPresent()
                && other.token().isPresent()
                && other.scope().isPresent();
        if (other.client().id().isPresent() && !whole) {
            problems.add(OTHER_CLIENT.key() + ": needs " + OTHER_AUTHORIZE.key() + ", " + OTHER_TOKEN.key() + " and "
                    + OTHER_SCOPE.key());
        }
        return problems;
    }
}
