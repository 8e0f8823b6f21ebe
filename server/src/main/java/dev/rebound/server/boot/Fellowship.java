package dev.rebound.server.boot;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.engine.delivery.Dispatcher;
import dev.rebound.engine.delivery.TakeOver;
import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.Membership;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeRefusedException;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.NodeSettings;
import dev.rebound.store.Store;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dkim.DkimKeyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * This process among those that share its database: who it is, and what it must have as the others have it. Whatever decides what
 * becomes of an address or a message must be alike everywhere, or the outcome would depend on which node happens to decide;
 * what is about the machine (ports, certificates, sending addresses, how much at once) may differ.
 */
final class Fellowship {

    /** Octets of a fingerprint: enough to tell two from each other, too few to find a key by. */
    private static final int FINGERPRINT_OCTETS = 8;

    private final Configuration configuration;
    private final RulesInForce rules;
    private final byte[] inboxKey;

    Fellowship(Configuration configuration, RulesInForce rules, byte[] inboxKey) {
        this.configuration = configuration;
        this.rules = rules;
        this.inboxKey = inboxKey.clone();
    }

    /**
     * Joins the nodes of the database, if it can have several.
     *
     * @throws BootException if they do not want it; the message says why
     */
    static Lease join(Store store, Configuration configuration, RulesInForce rules, RunningParts running) {
        if (!store.isShared()) {
            return Lease.SOLE;
        }
        Fellowship fellowship = new Fellowship(configuration, rules, store.inboxKey());
        Membership.Parts parts = new Membership.Parts(
                store.nodes(),
                store.duties(),
                fellowship::candidate,
                configuration.node().lease(),
                InstantSource.system());
        try {
            return running.keep(Membership.join(parts, store::worksAs));
        } catch (NodeRefusedException e) {
            throw new BootException("this server cannot join the others: " + e.getMessage(), e);
        }
    }

    /** Takes over from others that end, if there can be any. */
    static Optional<TakeOver> takeOver(Store store, Lease lease, Dispatcher dispatcher, InstantSource clock) {
        if (!(lease instanceof Membership membership)) {
            return Optional.empty();
        }
        membership.tells(dispatcher::messagesInHand);
        return Optional.of(TakeOver.start(store.nodes(), lease, dispatcher, clock));
    }

    private Candidate candidate() {
        return new Candidate(
                new Node.About(
                        configuration.node().name(),
                        NodeSettings.machine(),
                        version(),
                        rules.state().version()),
                agreed());
    }

    private static String version() {
        return Optional.ofNullable(Fellowship.class.getPackage().getImplementationVersion())
                .orElse("from classes");
    }

    /** The key of return paths is not among these: the database itself knows its fingerprint. */
    private SortedMap<String, String> agreed() {
        SortedMap<String, String> agreed = new TreeMap<>();
        DkimKeyFolder folder = DkimKeyFolder.in(configuration.dataFolder());
        for (DkimKeyName key : configuration.delivery().sending().dkimKeys()) {
            Path file = folder.fileOf(key);
            agreed.put("the key file dkim/" + file.getFileName(), fingerprint(octets(file)));
        }
        agreed.put("the key file inbox.key", fingerprint(inboxKey));
        agreed.put("intake.bounce-domain", fingerprint(configuration.intake().bounceDomain()));
        agreed.put(
                "intake.believe-plausible", fingerprint(configuration.intake().believePlausible()));
        agreed.put("delivery.try-for", fingerprint(configuration.delivery().tryFor()));
        agreed.put("global.accounts-min and global.window", fingerprint(configuration.global()));
        agreed.put("guard.*", fingerprint(configuration.guard()));
        agreed.put("sharing.*", fingerprint(configuration.sharing()));
        agreed.put("http.time-zone", fingerprint(configuration.web().zone()));
        agreed.put(
                "sending.warm-up-*",
                fingerprint(configuration.delivery().sending().warmUp().steps()));
        return agreed;
    }

    /** A key that cannot be read is complained about by whoever needs it. */
    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String fingerprint(Object setting) {
        return fingerprint(setting.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, FINGERPRINT_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
