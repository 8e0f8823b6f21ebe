package dev.rebound.cli.admin;

import dev.rebound.transport.dkim.DkimAlgorithm;
import dev.rebound.transport.dkim.DkimKey;
import dev.rebound.transport.dkim.DkimKeyException;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dkim.DkimKeyName;
import dev.rebound.transport.dkim.TxtRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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
