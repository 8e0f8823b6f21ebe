package dev.rebound.engine.inbox;

import dev.rebound.engine.inbox.MailEndpoint.Protection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider whose servers are known, from {@code mail-providers.txt}, where each has the vendor's page beside it: for example
 * developers.google.com/workspace/gmail/imap/imap-smtp ("Server addresses and ports") and
 * fastmail.com/help/technical/servernamesandports.html.
 *
 * @param domains of addresses
 * @param exchangers ends of the names of its mail exchangers, for domains that people have there
 * @param source where it says so
 */
public record MailProvider(
        String name, List<String> domains, List<String> exchangers, MailServers servers, Way way, String source) {

    private static final List<MailProvider> ALL = read();

    public MailProvider {
        domains = List.copyOf(domains);
        exchangers = List.copyOf(exchangers);
    }

    /** How its people sign in to other programs. */
    public enum Way {
        /** With their password. */
        PASSWORD,
        /** With a password that they make for it, or a code. */
        APP,
        /** With OAuth 2 at Google, or as with {@link #APP}. */
        GOOGLE,
        /** With OAuth 2 at Microsoft. */
        MICROSOFT
    }

    /** All of them. */
    public static List<MailProvider> all() {
        return ALL;
    }

    /** The one whose domain this is. */
    public static Optional<MailProvider> ofDomain(String domain) {
        return ALL.stream()
                .filter(provider -> provider.domains().contains(domain.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The one that a mail exchanger belongs to. */
    public static Optional<MailProvider> ofExchanger(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(provider ->
                        provider.exchangers().stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end)))
                .findFirst();
    }

    /**
     * Whether what is handed to this server appears among its sender's sent mail by itself: Gmail's and Microsoft's do that, others leave it to
     * mail programs.
     */
    static boolean filesWhatIsSent(MailEndpoint smtp) {
        return ALL.stream()
                .filter(provider -> provider.way() == Way.GOOGLE || provider.way() == Way.MICROSOFT)
                .anyMatch(provider -> provider.servers().smtp().host().equals(smtp.host()));
    }

    private static List<MailProvider> read() {
        try (InputStream in = MailProvider.class.getResourceAsStream("mail-providers.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(MailProvider::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MailProvider of(String line) {
        String[] cells = line.split("\\|", -1);
        return new MailProvider(
                cells[0].strip(),
                words(cells[1]),
                words(cells[2]),
                new MailServers(server(cells[3].strip()), server(cells[4].strip())),
                Way.valueOf(cells[5].strip().toUpperCase(Locale.ROOT)),
                cells[6].strip());
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split(" +", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static MailEndpoint server(String cell) {
        boolean startTls = cell.endsWith("+starttls");
        String[] parts = cell.replace("+starttls", "").split(":", -1);
        return new MailEndpoint(parts[0], Integer.parseInt(parts[1]), startTls ? Protection.STARTTLS : Protection.TLS);
    }
}
