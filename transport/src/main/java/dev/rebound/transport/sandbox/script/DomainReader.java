package dev.rebound.transport.sandbox.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one {@code [domains."*"]} table. */
final class DomainReader {

    private static final int HOSTS_MAX = 5;
    private static final int WEIGHT_MAX = 1_000_000;

    /** RFC 2606 and RFC 6761: names that nobody owns, so that a rehearsal cannot hit a real domain. */
    private static final List<String> RESERVED = List.of(".example", ".test", ".invalid");

    private static final ReplyTemplate ACCEPTED = new ReplyTemplate(250, List.of("2.0.0 Ok: queued as {id}"));

    private final String name;
    private final TomlTable table;
    private final Map<String, Behaviour> behaviours;

    DomainReader(String name, TomlTable table, Map<String, Behaviour> behaviours) {
        this.name = name;
        this.table = table;
        this.behaviours = behaviours;
    }

    Optional<SandboxDomain> read() {
        checkName("", name);
        List<String> hosts = table.has("mx") ? table.texts("mx") : List.of("mx." + name);
        hosts.forEach(host -> checkName("mx", host));
        if (hosts.isEmpty() || hosts.size() > HOSTS_MAX) {
            table.problem("mx", "a domain has 1 to " + HOSTS_MAX + " mail servers");
            return Optional.empty();
        }
        List<String> down = table.texts("down");
        down.stream()
                .filter(host -> !hosts.contains(host))
                .forEach(host -> table.problem("down", host + " is not in \"mx\""));
        SandboxDomain domain = new SandboxDomain(
                name,
                hosts,
                down,
                always(),
                mailboxes(),
                mix(),
                table.flag("tls"),
                table.text("language").orElse("en"),
                table.number("share", 0, WEIGHT_MAX),
                ReplyReader.acceptance(table, "accepted").orElse(ACCEPTED));
        table.refuseOtherKeys();
        return Optional.of(domain);
    }

    private void checkName(String key, String host) {
        if (!host.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]+") || host.length() > 200) {
            table.problem(key, "\"" + host + "\" is no host name of lower-case letters, digits and hyphens");
        } else if (RESERVED.stream().noneMatch(host::endsWith)) {
            table.problem(key, "\"" + host + "\" could be somebody's; use a name under " + String.join(", ", RESERVED));
        }
    }

    private Optional<Behaviour> always() {
        Optional<Behaviour> always =
                table.word("always", "behaviour", behaviours.keySet()).map(behaviours::get);
        if (always.isPresent() && (table.has("mix") || table.has("mailboxes"))) {
            table.problem("always", "leaves nothing for \"mix\" and \"mailboxes\" to decide");
        }
        always.filter(behaviour -> !behaviour.stage().isBeforeRecipient())
                .ifPresent(behaviour -> table.problem(
                        "always", "\"" + behaviour.name() + "\" waits for the recipient: use \"mix\" for it"));
        return always;
    }

    private List<SandboxDomain.Mailbox> mailboxes() {
        List<SandboxDomain.Mailbox> mailboxes = new ArrayList<>();
        table.table("mailboxes").ifPresent(inner -> {
            for (String pattern : inner.keys()) {
                if (!pattern.equals(pattern.toLowerCase(Locale.ROOT))) {
                    inner.problem(pattern, "a mailbox is written in lower case");
                }
                ofMailbox(inner, inner.text(pattern), pattern)
                        .ifPresent(behaviour -> mailboxes.add(new SandboxDomain.Mailbox(pattern, behaviour)));
            }
        });
        return mailboxes;
    }

    private Mix mix() {
        List<Mix.Part> parts = new ArrayList<>();
        table.table("mix").ifPresent(inner -> {
            for (String word : inner.keys()) {
                int weight = inner.number(word, 0, WEIGHT_MAX);
                ofMailbox(inner, Optional.of(word), word)
                        .filter(behaviour -> weight > 0)
                        .ifPresent(behaviour -> parts.add(new Mix.Part(behaviour, weight)));
            }
        });
        if (parts.isEmpty()) {
            if (!table.has("always")) {
                table.problem("mix", "is missing: what most mailboxes do, for example { delivers = 1 }");
            }
            return Mix.of(behaviours.values().iterator().next());
        }
        return new Mix(parts);
    }

    private Optional<Behaviour> ofMailbox(TomlTable inner, Optional<String> word, String key) {
        if (word.isPresent() && !behaviours.containsKey(word.get())) {
            inner.unknown(key, "behaviour", word.get(), behaviours.keySet());
        }
        Optional<Behaviour> behaviour = word.map(behaviours::get);
        behaviour
                .filter(b -> b.stage().isBeforeRecipient())
                .ifPresent(b -> inner.problem(
                        key, "\"" + b.name() + "\" acts before the recipient is known: use \"always\" for it"));
        return behaviour;
    }
}
