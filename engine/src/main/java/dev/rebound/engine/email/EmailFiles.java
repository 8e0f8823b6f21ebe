package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Port: files that go with emails. Every method with an account sees that account only. Writes return
 * after commit. A clone takes the files of its original along.
 */
public interface EmailFiles {

    /** A file without its content. */
    record Entry(String name, long octets) {

        /** Its media type by its name. */
        public String mediaType() {
            return EmailFile.mediaTypeOf(name);
        }
    }

    /**
     * Adds a file to a draft, or replaces the one of that name.
     *
     * @return why it was not added; nothing has changed then
     */
    Optional<EmailFile.Problem> put(AccountId account, EmailId email, EmailFile file);

    /** Takes a file off a draft; false if there is no such draft or file. */
    boolean remove(AccountId account, EmailId email, String name);

    /** What goes with an email, by name. */
    List<Entry> list(AccountId account, EmailId email);

    /** The files themselves, by name, whichever account's: for delivery only. */
    List<EmailFile> contents(EmailId email);

    /** One file, for looking at. */
    Optional<EmailFile> find(AccountId account, EmailId email, String name);
}
