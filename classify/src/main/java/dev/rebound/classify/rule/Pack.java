package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import java.util.List;

/**
 * Rules that belong together: one file.
 *
 * @param id the name of the file without {@code .toml}, for example {@code providers/google}
 * @param title what people call it
 * @param hosts domain names under which the provider's servers speak, lower case
 * @param marks phrases that only this provider or mailer writes
 */
public record Pack(String id, String title, List<String> hosts, List<Phrase> marks) {

    public Pack {
        hosts = List.copyOf(hosts);
        marks = List.copyOf(marks);
    }
}
