package dev.rebound.transport.sandbox.script;

import dev.rebound.core.address.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the sandbox internet does: who exists and how they behave.
 *
 * @param behaviours by name, in the script's order
 * @param domains by name, in the script's order
 */
public record SandboxScript(Map<String, Behaviour> behaviours, Map<String, SandboxDomain> domains) {

    /** Largest script read, in bytes. */
    public static final int SIZE_BYTES_MAX = 1_000_000;

    private static final String STANDARD = "/sandbox/internet.toml";

    public SandboxScript {
        behaviours = Collections.unmodifiableMap(new LinkedHashMap<>(behaviours));
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    }

    /** The script that comes with Rebound. */
    public static SandboxScript standard() {
        try (InputStream in = Objects.requireNonNull(SandboxScript.class.getResourceAsStream(STANDARD))) {
            return parse(STANDARD.substring(1), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + STANDARD, e);
        }
    }

    /**
     * Somebody's own script, instead of the standard one.
     *
     * @throws ScriptException if it is no valid script; says where and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static SandboxScript read(Path file) {
        try {
            if (Files.size(file) > SIZE_BYTES_MAX) {
                throw ScriptException.of(file.toString(), "", "a script has at most " + SIZE_BYTES_MAX + " bytes");
            }
            return parse(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sandbox script " + file, e);
        }
    }

    /**
     * Reads a script's text.
     *
     * @param file its name, for messages
     * @throws ScriptException if it is no valid script
     */
    public static SandboxScript parse(String file, String toml) {
        return new ScriptReader(file).read(toml);
    }

    /**
     * What happens to mail for this address; empty if its domain is not in the script (it then does not
     * exist). In order: what the domain does before it knows the recipient, a plus tag that names a
     * behaviour ({@code ann+greylist@gmail.example}), the domain's named mailboxes, its mix.
     */
    public Optional<Behaviour> behaviourOf(EmailAddress address) {
        return Optional.ofNullable(domains.get(address.key().domain()))
                .map(domain -> domain.always().orElseGet(() -> ofMailbox(domain, address)));
    }

    private Behaviour ofMailbox(SandboxDomain domain, EmailAddress address) {
        String key = address.key().value();
        String local = key.substring(0, key.lastIndexOf('@'));
        Behaviour asked = behaviours.get(local.substring(local.indexOf('+') + 1));
        if (asked != null && local.indexOf('+') > 0 && !asked.stage().isBeforeRecipient()) {
            return asked;
        }
        return domain.mailboxes().stream()
                .filter(mailbox -> mailbox.matches(local))
                .map(SandboxDomain.Mailbox::behaviour)
                .findFirst()
                .orElseGet(() -> domain.mix().of(key));
    }
}
