package dev.rebound.transport.sandbox.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a whole script: first its behaviours, then the domains that use them. */
final class ScriptReader {

    /** As many domains as there are loopback addresses set aside for them, see {@code MailHosts}. */
    static final int DOMAINS_MAX = 500;

    private static final int BEHAVIOURS_MAX = 500;

    private final String file;
    private final Problems problems;

    ScriptReader(String file) {
        this.file = file;
        this.problems = new Problems(file);
    }

    SandboxScript read(String toml) {
        TomlTable root = new TomlTable(tree(toml), "", problems);
        Map<String, Behaviour> behaviours = behaviours(root);
        problems.throwIfAny();
        Map<String, SandboxDomain> domains = domains(root, behaviours);
        root.refuseOtherKeys();
        problems.throwIfAny();
        return new SandboxScript(behaviours, domains);
    }

    private JsonNode tree(String toml) {
        try {
            return new TomlMapper().readTree(toml);
        } catch (JsonProcessingException e) {
            throw ScriptException.of(
                    file,
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
                    "is not TOML: " + e.getOriginalMessage());
        }
    }

    private Map<String, Behaviour> behaviours(TomlTable root) {
        Map<String, Behaviour> behaviours = new LinkedHashMap<>();
        root.table("behaviours")
                .ifPresent(table -> table.tables()
                        .forEach((name, entry) -> new BehaviourReader(name, entry)
                                .read()
                                .ifPresent(behaviour -> behaviours.put(name, behaviour))));
        limit("behaviours", behaviours.size(), BEHAVIOURS_MAX);
        return behaviours;
    }

    private Map<String, SandboxDomain> domains(TomlTable root, Map<String, Behaviour> behaviours) {
        Map<String, SandboxDomain> domains = new LinkedHashMap<>();
        root.table("domains")
                .ifPresent(table -> table.tables()
                        .forEach((name, entry) -> new DomainReader(name, entry, behaviours)
                                .read()
                                .ifPresent(domain -> domains.put(name, domain))));
        limit("domains", domains.size(), DOMAINS_MAX);
        refuseSharedGates(domains);
        return domains;
    }

    private void limit(String key, int size, int max) {
        if (size == 0) {
            problems.add(key, "there must be at least one");
        } else if (size > max) {
            problems.add(key, "there may be at most " + max + ", these are " + size);
        }
    }

    /** A server that acts before it knows the recipient cannot do so for one of its domains only. */
    private void refuseSharedGates(Map<String, SandboxDomain> domains) {
        domains.values().stream()
                .filter(domain -> domain.always().isPresent())
                .forEach(gate -> domains.values().stream()
                        .filter(other -> !other.name().equals(gate.name()))
                        .filter(other -> other.hosts().stream().anyMatch(gate.hosts()::contains))
                        .forEach(other -> problems.add(
                                "domains.\"" + gate.name() + "\".mx",
                                "\"always\" acts before the recipient is known, so its servers cannot be shared with "
                                        + other.name())));
    }
}
