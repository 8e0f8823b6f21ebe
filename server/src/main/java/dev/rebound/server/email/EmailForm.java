package dev.rebound.server.email;

import dev.rebound.core.address.AddressProblem;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.MarketingEmail;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The form in which an email is written, with what was typed and what is wrong with it.
 *
 * @param id of the draft being changed; empty for a new one
 * @param from address as typed
 * @param addresses of the chosen contacts, one a line, as typed
 * @param original whose soft bounces it goes to, as a number; empty if none
 * @param tryFor hours to be tried at most, as typed
 * @param originals emails that can be chosen there
 * @param fields that can be used
 */
public record EmailForm(
        Optional<EmailId> id,
        String name,
        String subject,
        String previewText,
        String fromName,
        String from,
        String text,
        String html,
        Audience audience,
        String addresses,
        String original,
        String tryFor,
        List<MarketingEmail> originals,
        OfferedFields fields,
        Problems problems) {

    public EmailForm {
        originals = List.copyOf(originals);
    }

    /** Who it goes to, as the form offers it. */
    public enum Audience {
        EVERYBODY,
        CHOSEN,
        SOFT_BOUNCED
    }

    /**
     * What is wrong.
     *
     * @param from what is wrong with the sender's address
     * @param unknownFields personal fields that do not exist
     * @param unknownAddresses lines that are no contact of the account, at most {@link #LISTED_MAX}
     * @param originalMissing no email was chosen whose soft bounces it goes to
     * @param tryForWrong the hours are none, or too few or too many
     */
    public record Problems(
            List<EmailProblem> ofEmail,
            Optional<AddressProblem> from,
            List<String> unknownFields,
            List<String> unknownAddresses,
            boolean tooManyAddresses,
            boolean originalMissing,
            boolean tryForWrong) {

        /** Unknown addresses spelt out. */
        public static final int LISTED_MAX = 20;

        private static final Set<EmailProblem> OF_NAME = Set.of(EmailProblem.NO_NAME);
        private static final Set<EmailProblem> OF_SUBJECT = Set.of(EmailProblem.NO_SUBJECT);
        private static final Set<EmailProblem> OF_BODY = Set.of(EmailProblem.NO_BODY, EmailProblem.BODY_TOO_LONG);

        public Problems {
            ofEmail = List.copyOf(ofEmail);
            unknownFields = List.copyOf(unknownFields);
            unknownAddresses = List.copyOf(unknownAddresses);
        }

        static Problems none() {
            return new Problems(List.of(), Optional.empty(), List.of(), List.of(), false, false, false);
        }

        /** Whether the email can be saved. */
        public boolean areNone() {
            return ofEmail.isEmpty()
                    && from.isEmpty()
                    && unknownAddresses.isEmpty()
                    && !tooManyAddresses
                    && !originalMissing
                    && !tryForWrong;
        }

        public Optional<EmailProblem> ofName() {
            return ofEmail.stream().filter(OF_NAME::contains).findFirst();
        }

        public Optional<EmailProblem> ofSubject() {
            return ofEmail.stream().filter(OF_SUBJECT::contains).findFirst();
        }

        public Optional<EmailProblem> ofBody() {
            return ofEmail.stream().filter(OF_BODY::contains).findFirst();
        }

        /** Those that belong to no single field. */
        public List<EmailProblem> ofSeveralFields() {
            return ofEmail.stream()
                    .filter(p -> p != EmailProblem.UNKNOWN_FIELD)
                    .filter(p -> !OF_NAME.contains(p) && !OF_SUBJECT.contains(p) && !OF_BODY.contains(p))
                    .toList();
        }
    }
}
