package dev.rebound.server.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.OwnProperties;
import dev.rebound.engine.email.PersonalField;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The personal fields that an email of an account can use, as its form offers them.
 *
 * @param properties names of what the account keeps of contacts beside those of everybody
 */
public record OfferedFields(SortedSet<String> properties) {

    /** Those of an account. */
    public static OfferedFields of(OwnProperties own, AccountId account) {
        return new OfferedFields(own.propertyNames(account));
    }

    /** As one writes them, those of everybody first. */
    public String written() {
        return Stream.concat(PersonalField.OF_EVERYBODY.stream().map(PersonalField::written), properties.stream())
                .map(name -> "{{" + name + "}}")
                .collect(Collectors.joining(", "));
    }
}
