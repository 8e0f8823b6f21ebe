package dev.rebound.cli.admin;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.domain.DomainReport;
import dev.rebound.engine.domain.Finding;
import dev.rebound.server.boot.DomainChecking;
import dev.rebound.server.config.Configuration;
import dev.rebound.transport.dkim.DkimAlgorithm;
import dev.rebound.transport.dkim.DkimKey;
import dev.rebound.transport.dkim.DkimKeyException;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dkim.DkimKeyName;
import dev.rebound.transport.dkim.TxtRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound domains}. */
@Command(
        name = "domains",
        header = "The domains we send for: their DKIM keys and DNS records.",
        footer = {
            "",
            "Examples:",
            "  rebound domains keygen s1._domainkey.example.com",
            "  rebound domains keygen --algorithm ed25519 s2._domainkey.example.com",
            "  rebound domains show",
            "  rebound domains check shop.example --config rebound.toml",
            "",
            "Publish the record, wait until DNS has it, then name the key in the configuration:",
            "  [sending]",
            "  dkim-keys = [\"s1._domainkey.example.com\"]"
        },
        mixinStandardHelpOptions = true)
public final class DomainsCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code keygen}. */
    @Command(
            name = "keygen",
            header = "Make a DKIM key, and print the DNS record to publish.",
            mixinStandardHelpOptions = true)
    int keygen(
            @Mixin StoreOptions options,
            @Option(
                            names = "--algorithm",
                            defaultValue = "rsa",
                            description = "${COMPLETION-CANDIDATES}; every receiver checks RSA (default)")
                    DkimAlgorithm algorithm,
            @Parameters(paramLabel = "NAME", description = "selector._domainkey.domain") String name) {
        DkimKeyName parsed;
        try {
            parsed = DkimKeyName.parse(name);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(name + ": " + e.getMessage());
            return 2;
        }
        try {
            DkimKeyFolder keys = DkimKeyFolder.in(options.folder());
            print(keys, keys.make(parsed, algorithm));
            return 0;
        } catch (DkimKeyException e) {
            return refused(e);
        }
    }

    /** {@code show}. */
    @Command(
            name = "show",
            header = "The keys that are there, with their DNS records.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin StoreOptions options,
            @Parameters(paramLabel = "DOMAIN", arity = "0..1", defaultValue = "", description = "Only this domain's.")
                    String domain) {
        DkimKeyFolder keys = DkimKeyFolder.in(options.folder());
        try {
            List<DkimKeyName> names = keys.names().stream()
                    .filter(name -> domain.isEmpty() || name.domain().equals(domain.toLowerCase(Locale.ROOT)))
                    .toList();
            names.forEach(name -> print(keys, keys.read(name)));
            if (names.isEmpty()) {
                spec.commandLine().getErr().println("There are no keys; make one with: rebound domains keygen");
            }
            return names.isEmpty() ? 1 : 0;
        } catch (DkimKeyException e) {
            return refused(e);
        }
    }

    /** {@code check}. */
    @Command(
            name = "check",
            header = "Ask DNS whether receivers can prove that mail of a domain is really its own.",
            description = "Exit code 0 if nothing is to be mended, 1 if something is.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output,
            @Parameters(paramLabel = "DOMAIN", description = "The domain in From, such as shop.example.") String name) {
        Optional<String> domain = EmailAddress.parse("postmaster@" + name)
                .map(address -> address.key().domain());
        if (domain.isEmpty()) {
            spec.commandLine().getErr().println(name + " is no domain; give one such as shop.example");
            return 2;
        }
        Configuration configuration = options.configuration();
        DomainReport report =
                DomainChecking.of(configuration, configuration.delivery()).check(domain.get());
        Listing listing = new Listing("subject", "state", "finding", "at", "found");
        report.checks()
                .forEach(each -> listing.add(
                        each.subject(), each.state(), each.finding(), each.at(), String.join(" | ", each.found())));
        PrintWriter out = spec.commandLine().getOut();
        listing.print(out, output);
        if (output == OutputFormat.text) {
            report.checks().stream()
                    .flatMap(each -> each.publish().stream())
                    .forEach(publish -> out.println(System.lineSeparator() + "; publish" + System.lineSeparator()
                            + TxtRecord.of(publish.name(), publish.value())));
            out.flush();
        }
        return report.state() == Finding.State.WRONG ? 1 : 0;
    }

    private void print(DkimKeyFolder keys, DkimKey key) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("; key file: " + keys.fileOf(key.name()));
        out.println(TxtRecord.of(key));
        out.flush();
    }

    private int refused(DkimKeyException e) {
        spec.commandLine().getErr().println(e.getMessage());
        spec.commandLine().getErr().flush();
        return 1;
    }
}
