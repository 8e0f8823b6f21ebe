package dev.rebound.server.boot;

import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.LastUse;
import dev.rebound.engine.account.SignInThrottle;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.submission.Submitting;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.SubmissionSettings;
import dev.rebound.server.session.SecretToken;
import dev.rebound.store.Store;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import dev.rebound.transport.server.SubmissionServer;
import dev.rebound.transport.tls.ServerCertificate;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Where programs hand mail over by SMTP, if the configuration lets them. */
final class ProgramsDoor {

    private final Configuration configuration;
    private final Store store;
    private final WorldClock clock;

    ProgramsDoor(Configuration configuration, Store store, WorldClock clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
    }

    Optional<SubmissionServer> open(Consumer<EmailId> messagesAccepted) {
        SubmissionSettings settings = configuration.submission();
        Submitting.Parts parts =
                new Submitting.Parts(store.submissions(), this::usableKey, new SignInThrottle(InstantSource.system()));
        Submitting desk = new Submitting(parts, settings.rules(), clock, messagesAccepted);
        return settings.listen()
                .map(listen -> SubmissionServer.start(
                        submissionServer(settings, listen), desk, settings.loginInClear(), clock));
    }

    /** Keys live by the wall clock; one that is used for submitting shows that as one that calls the API does. */
    private Optional<ApiKey> usableKey(String secret) {
        Instant now = Instant.now();
        Optional<ApiKey> key = store.apiKeys()
                .find(SecretToken.hashOf(secret))
                .filter(found -> found.stateAt(now) == ApiKey.KeyState.VALID);
        key.filter(found -> LastUse.isWorthNoting(found.life().lastUsedAt().orElse(Instant.EPOCH), now))
                .ifPresent(found -> store.apiKeys().used(found.id(), now));
        return key;
    }

    private SmtpServerSettings submissionServer(SubmissionSettings settings, SubmissionSettings.Listen listen) {
        return new SmtpServerSettings(
                new InetSocketAddress(listen.host(), listen.port()),
                "submission.listen",
                configuration.delivery().helloName(),
                settings.tls()
                        .or(() -> configuration.intake().tls())
                        .map(tls -> ServerCertificate.contextOf(tls.certificate(), tls.key())),
                ServerLimits.STANDARD
                        .with(settings.messageOctetsMax(), settings.connectionsMax(), settings.messagesPerMinuteMax())
                        .withConnectionsPerPeer(settings.connectionsPerPeerMax()));
    }
}
