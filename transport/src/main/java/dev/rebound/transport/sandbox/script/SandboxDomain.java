package dev.rebound.transport.sandbox.script;

import java.util.List;
import java.util.Optional;

/**
 * One mail domain of the sandbox.
 *
 * @param name lower case A-labels
 * @param hosts its mail servers, most preferred first; never empty
 * @param down those of them that nothing listens on
 * @param always what the domain does before it knows the recipient
 * @param mailboxes named mailboxes, first match wins
 * @param mix what the others do
 * @param tls whether its servers offer STARTTLS
 * @param language of the people there, ISO 639
 * @param share how many of the rehearsal's people live here, relative to other domains; 0 for none
 * @param accepted the answer to a message that was taken
 */
public record SandboxDomain(
        String name,
        List<String> hosts,
        List<String> down,
        Optional<Behaviour> always,
        List<Mailbox> mailboxes,
        Mix mix,
        boolean tls,
        String language,
        int share,
        ReplyTemplate accepted) {

    public SandboxDomain {
        hosts = List.copyOf(hosts);
        down = List.copyOf(down);
        mailboxes = List.copyOf(mailboxes);
    }

    /**
     * A mailbox, or several of a pattern.
     *
     * @param pattern of the lower-case local part; {@code *} stands for any letters at its end
     */
    public record Mailbox(String pattern, Behaviour behaviour) {
        boolean matches(String localPart) {
            return pattern.endsWith("*")
                    ? localPart.startsWith(pattern.substring(0, pattern.length() - 1))
                    : localPart.equals(pattern);
        }
    }
}
