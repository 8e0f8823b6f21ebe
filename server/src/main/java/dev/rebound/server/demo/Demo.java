package dev.rebound.server.demo;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.server.Ports;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.boot.RunningParts;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DatabaseSettings;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.server.config.HostPort;
import dev.rebound.server.config.SharingSettings;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.config.WebhookSettings;
import dev.rebound.server.session.Passwords;
import dev.rebound.server.session.SecretToken;
import dev.rebound.transport.sandbox.SandboxInternet;
import dev.rebound.transport.sandbox.SandboxPeople;
import dev.rebound.transport.sandbox.SandboxSettings;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebound against the sandbox internet, in one process, with a story told by itself. Opens nothing to
 * the outside: every socket is on loopback, and the only name server asked is the sandbox's.
 *
 * <p>Its clock starts some days ago and catches up with the present in a minute, so that the retries of
 * 72 hours have happened when somebody looks. Killed and started again, it goes on where it was.
 */
public final class Demo implements AutoCloseable {

    /** What one signs in with. */
    public static final String LOGIN = "demo";

    /** Nobody but this machine reaches the demo, and its data are invented. */
    public static final String PASSWORD = "rebound-demo";

    /** With which programs submit mail as the first account. */
    public static final String SUBMISSION_KEY = "rebound-demo-submission";

    private static final String BOUNCE_DOMAIN = "bounce.rebound.example";
    private static final long SEED = 20_261_124;

    /** The invented servers bear more than strangers do, and three days have to pass in a minute. */
    private static final int CONNECTIONS_MAX = 100;

    /** A sandbox peer that stalls is given up after this long, in real time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final RunningParts running = new RunningParts();
    private final Installation.Running installation;

    private Demo(DemoOptions options) {
        try {
            installation = begin(options);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Starts it; returns when the pages can be opened, while the story goes on. */
    public static Demo start(DemoOptions options) {
        return new Demo(options);
    }

    private Installation.Running begin(DemoOptions options) {
        Path folder = DemoFolder.prepare(options.folder(), options.fresh());
        ClockFile clockFile = new ClockFile(folder);
        RehearsalClock clock = startClock(clockFile, options);
        Installation opened = running.keep(Installation.rehearse(configuration(folder, options), clock));
        SandboxScript script = SandboxScript.standard();
        SandboxInternet internet = running.keep(SandboxInternet.start(
                new SandboxSettings(script, folder.resolve("sandbox"), Map.of(BOUNCE_DOMAIN, opened.intakeAddress())),
                clock));
        Installation.Running started = opened.start(throughSandbox(internet));
        tellStory(
                new DemoStory(
                        started.ports(),
                        new SandboxPeople(script, SEED),
                        internet,
                        new StoryClock(clock, clockFile, options)),
                started.ports());
        return started;
    }

    /** Where the pages are. */
    public int httpPort() {
        return installation.httpPort();
    }

    /** Where programs hand mail over. */
    public int submissionPort() {
        return installation.submissionPort().orElseThrow();
    }

    /** What the pages work with. */
    public Ports ports() {
        return installation.ports();
    }

    /** It goes at its usual pace in the past until the story lets it hurry. */
    private RehearsalClock startClock(ClockFile file, DemoOptions options) {
        RehearsalClock clock =
                new RehearsalClock(file.resumeAt().orElseGet(() -> Instant.now().minus(options.past())));
        running.keep(file.follow(clock));
        return clock;
    }

    private static Configuration configuration(Path folder, DemoOptions options) {
        Configuration defaults = Configuration.defaults();
        WebSettings web = defaults.web();
        return new Configuration(
                folder,
                DatabaseSettings.none(),
                defaults.node(),
                defaults.logLevel(),
                defaults.logFormat(),
                defaults.global(),
                defaults.guard(),
                folder.resolve("rules"),
                new WebSettings(
                        web.host(),
                        options.httpPort(),
                        Optional.empty(),
                        web.zone(),
                        web.signInFor(),
                        web.trustForwarded(),
                        web.requestsPerMinute()),
                defaults.intake().forRehearsal(BOUNCE_DOMAIN),
                defaults.submission().forRehearsal(options.submissionPort()),
                defaults.delivery(),
                new WebhookSettings(true),
                defaults.inboxes(),
                SharingSettings.none());
    }

    private static DeliverySettings throughSandbox(SandboxInternet internet) {
        DeliverySettings defaults = Configuration.defaults().delivery();
        InetSocketAddress dns = internet.dnsAddress();
        return new DeliverySettings(
                "mail.rebound.example",
                Optional.empty(),
                Optional.of(new HostPort(dns.getHostString(), dns.getPort())),
                internet.smtpPort(),
                CONNECTIONS_MAX,
                defaults.attemptsMax(),
                defaults.probesMax(),
                defaults.retryAfter(),
                defaults.tryFor(),
                defaults.tls(),
                defaults.login(),
                defaults.smarthostProvider(),
                defaults.sending(),
                PATIENCE,
                PATIENCE,
                true);
    }

    private void tellStory(DemoStory story, Ports ports) {
        List<AccountId> accounts = story.accounts();
        if (ports.entry().people().find(LOGIN).isEmpty()) {
            List<Membership> memberships = accounts.stream()
                    .map(account -> new Membership(account, Role.OWNER))
                    .toList();
            Optional<User> user = ports.entry()
                    .people()
                    .create(new NewPerson(LOGIN, "Demo", new Passwords().hash(PASSWORD), true, false, memberships));
            LOG.debug("The demo's user was made created={}", user.isPresent());
        }
        String hash = SecretToken.hashOf(SUBMISSION_KEY);
        if (ports.entry().keys().find(hash).isEmpty()) {
            ApiKey key = ports.entry()
                    .keys()
                    .create(new NewKey(
                            accounts.getFirst(),
                            "demo",
                            Set.of(KeyScope.SUBMISSION),
                            hash,
                            ports.clock().instant()));
            LOG.debug("The demo's key was made key={}", key.id());
        }
        Thread teller = Thread.ofVirtual().name("demo-story").start(() -> {
            try {
                story.tell(accounts);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running.keep(teller::interrupt);
    }

    @Override
    public void close() {
        running.close();
    }
}
