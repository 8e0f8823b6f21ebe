package dev.rebound.transport.sandbox;

import dev.rebound.transport.sandbox.script.SandboxScript;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a sandbox internet needs to know.
 *
 * @param script who exists there and how they behave
 * @param folder where the record of deliveries lies; made if it is missing
 * @param returnedMail the servers that notices to a domain are sent to, by domain: Rebound's own bounce
 *     domains. The sandbox's name server knows these domains too; notices to any other are given up
 */
public record SandboxSettings(SandboxScript script, Path folder, Map<String, InetSocketAddress> returnedMail) {

    public SandboxSettings {
        returnedMail = returnedMail.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
