package dev.rebound.core.address;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whose a mail host is: the registrable part of its name. All domains hosted at Google have MX hosts under
 * {@code google.com}.
 *
 * <p>What is registrable is told without the public suffix list: the last two labels, or three below a
 * country's usual second level such as {@code co.uk}. Where that guess is wrong, two operators share
 * what is kept of each, or one has it twice; no mail goes wrong.
 */
public final class HostGroup {

    private static final Set<String> SECOND_LEVELS =
            Set.of("ac", "co", "com", "edu", "gob", "gov", "gouv", "ltd", "mil", "ne", "net", "nom", "or", "org");

    private static final int COUNTRY_CODE_LENGTH = 2;

    private HostGroup() {}

    /** The group of a host, in lower case; an IP address is its own. */
    public static String of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            return name;
        }
        List<String> labels = List.of(name.split("\\.", -1));
        int count = labels.size();
        boolean underCountry = count > 2
                && labels.get(count - 1).length() == COUNTRY_CODE_LENGTH
                && SECOND_LEVELS.contains(labels.get(count - 2));
        return String.join(".", labels.subList(Math.max(0, count - (underCountry ? 3 : 2)), count));
    }
}
