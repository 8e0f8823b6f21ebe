package dev.rebound.server.fault;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.Timekeeper;
import dev.rebound.engine.delivery.DispatchSettings;
import dev.rebound.engine.delivery.Dispatcher;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.intake.ReturnDesk;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Lease;
import dev.rebound.server.boot.RunningParts;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MxGroups;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A process made to be killed: everything that accepts, delivers and takes returned mail, as an installation has it,
 * and nothing else. Pages and rules make a start slower, and hundreds of starts are to fit into a suite;
 * so orders come by standard input, and replies are judged by their code.
 *
 * <p>It says {@code ready} once mail goes out and comes in. It is told {@code send EMAIL}, and says {@code accepted
 * EMAIL} once the use case behind the REST API's order has returned. It is told {@code clock PT24H} when its
 * wall clock is set. When its standard input ends it stops as it should.
 */
final class KilledRebound {

    private static final Duration TRY_FOR = Duration.ofMinutes(60);
    private static final Duration REPORTS_FOR = Duration.ofDays(30);
    private static final int READERS_MAX = 4;

    private final RunningParts running = new RunningParts();
    private final AccountId account;
    private final Sending sending;

    /**
     * How one process is to the others of the same data folder.
     *
     * @param dnsPort of the name server on loopback
     * @param smtpPort that stands for 25
     * @param clock the time it goes by
     */
    record Place(Path data, AccountId account, int dnsPort, int smtpPort, int intakePort, FastClock clock) {

        List<String> arguments() {
            return List.of(
                    data.toString(),
                    account.toString(),
                    Integer.toString(dnsPort),
                    Integer.toString(smtpPort),
                    Integer.toString(intakePort),
                    clock.beginning().toString(),
                    Integer.toString(clock.speed()));
        }

        static Place of(String[] arguments) {
            return new Place(
                    Path.of(arguments[0]),
                    new AccountId(Integer.parseInt(arguments[1])),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    new FastClock(Instant.parse(arguments[5]), Integer.parseInt(arguments[6])));
        }
    }

    private KilledRebound(Place place) {
        this.account = place.account();
        Rulebook rulebook = new Rulebook(Policy.standard(), GlobalRule.standard(), TRY_FOR);
        Store store = running.keep(Store.open(place.data(), new StoreSettings(any -> rulebook, READERS_MAX)));
        ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[32]));
        ReturnDesk desk = new ReturnDesk(
                new ReturnDesk.Parts(
                        store.ledger(), store.messageLookup(), store.quarantine(), signer, KilledRebound::judge),
                Sink.BOUNCE_DOMAIN,
                place.clock());
        running.keep(ReturnedMailServer.start(
                new SmtpServerSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), place.intakePort()),
                        "intake.port",
                        Sink.BOUNCE_DOMAIN,
                        Optional.empty(),
                        ServerLimits.STANDARD),
                desk,
                place.clock()));
        Dispatcher dispatcher = running.keep(
                new Dispatcher(delivery(place, store, signer), DispatchSettings.standard(), place.clock()));
        this.sending = new Sending(store.emails(), store.contacts(), store.auditLog(), place.clock(), dispatcher::wake);
        dispatcher.start();
        running.keep(Timekeeper.start(
                new Controls(
                        new Controls.Parts(store.controls(), store.emails(), sending, store.auditLog(), place.clock()),
                        dispatcher.steering()),
                Lease.SOLE));
    }

    private Dispatcher.Parts delivery(Place place, Store store, ReturnPathSigner signer) {
        DnsSettings standard = DnsSettings.standard(Set.of("mail.sender.example"));
        MxRouter router = new MxRouter(
                new DnsSettings(
                        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.dnsPort())),
                        standard.timeout(),
                        standard.ttlMax(),
                        standard.negativeTtlMax(),
                        standard.cacheEntriesMax(),
                        place.smtpPort(),
                        true,
                        standard.ownNames()),
                RandomGenerator.getDefault());
        SmtpMailTransport transport = running.keep(new SmtpMailTransport(
                router,
                new SmtpClientSettings(
                        "mail.sender.example",
                        TlsUse.OFF,
                        SmtpTimeouts.all(Duration.ofSeconds(20)),
                        DestinationLimits.STANDARD)));
        ReturnPaths returnPaths = new ReturnPaths(signer, Sink.BOUNCE_DOMAIN, REPORTS_FOR);
        return new Dispatcher.Parts(
                store.queue(),
                store.ledger(),
                store.messageLookup(),
                store.journal(),
                transport,
                new MxGroups(router),
                message -> Optional.of(new MessageContent.Given(content(message, returnPaths))),
                returnPaths,
                KilledRebound::judge,
                Lease.SOLE);
    }

    private static byte[] content(QueuedMessage message, ReturnPaths returnPaths) {
        return """
                From: <news@sender.example>
                To: <%s>
                Subject: A test
                Message-ID: %s

                Hello
                """.formatted(message.recipient().text(), returnPaths.messageIdOf(message))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** By the enhanced code, which all servers of the {@link Sink} give. */
    private static Verdict judge(Diagnostic said) {
        String status = said.status().map(Object::toString).orElse("");
        boolean trying = said.finality() == Diagnostic.Finality.STILL_TRYING;
        Reason reason = switch (status) {
            case "5.1.1" -> Reason.UNKNOWN_USER;
            case "5.2.2" -> Reason.MAILBOX_FULL;
            default -> trying ? Reason.RECIPIENT_TEMPORARY : Reason.OTHER;
        };
        return new Verdict(
                trying ? BounceType.PENDING : BounceType.HARD,
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("by-code"),
                "1",
                List.of(),
                Optional.empty());
    }

    /** Whether the email is being sent now, or was before. */
    private boolean send(EmailId email) {
        try {
            List<EmailProblem> problems = sending.send(account, email, "kill run");
            return problems.isEmpty() || problems.equals(List.of(EmailProblem.NOT_A_DRAFT));
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    /**
     * Runs until it is killed, or nobody holds its standard input any more.
     *
     * @param args a {@link Place}
     */
    public static void main(String[] args) throws IOException {
        Place place = Place.of(args);
        KilledRebound rebound = new KilledRebound(place);
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            if (words[0].equals("clock")) {
                place.clock().set(Duration.parse(words[1]));
                System.out.println("clock set");
            } else {
                boolean accepted = rebound.send(new EmailId(Long.parseLong(words[1])));
                System.out.println((accepted ? "accepted " : "refused ") + words[1]);
            }
        }
        rebound.running.close();
    }
}
