package dev.rebound.engine.contact;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person in an account.
 *
 * @param properties what else the account keeps of them
 * @param unsubscribedAt since when they want no marketing email
 */
public record Contact(
        ContactId id,
        AccountId account,
        EmailAddress email,
        String firstName,
        String lastName,
        ContactProperties properties,
        Instant createdAt,
        Optional<Instant> unsubscribedAt) {

    /** First and last name as one writes them, or an empty text. */
    public String name() {
        return fullName(firstName, lastName);
    }

    /** Family name first and without a space where Han characters are written, first name first elsewhere. */
    public static String fullName(String firstName, String lastName) {
        boolean han = !firstName.isEmpty() && !lastName.isEmpty() && isHan(firstName) && isHan(lastName);
        return han ? lastName + firstName : (firstName + " " + lastName).strip();
    }

    private static boolean isHan(String name) {
        return name.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
