package dev.rebound.server.contact;

import dev.rebound.core.address.AddressProblem;
import dev.rebound.server.csv.RowProblem;

/** What is wrong with a contact that somebody typed, posted or imported. */
public enum ContactProblem {
    ADDRESS_EMPTY,
    ADDRESS_CONTROL_CHARACTER,
    ADDRESS_NO_AT_SIGN,
    ADDRESS_NO_LOCAL_PART,
    ADDRESS_LOCAL_PART_TOO_LONG,
    ADDRESS_LOCAL_PART_SYNTAX,
    ADDRESS_NO_DOMAIN,
    ADDRESS_DOMAIN_SYNTAX,
    ADDRESS_DOMAIN_TOO_LONG,
    /** First or last name beyond {@link dev.rebound.engine.contact.NewContact#NAME_LENGTH_MAX}. */
    NAME_TOO_LONG,
    /** A control character, or one that turns the direction of the text around it. */
    NAME_CONTROL_CHARACTER,
    /** The name of a property is none, or is taken by something else. */
    PROPERTY_NAME,
    /** A property beyond {@link dev.rebound.engine.contact.ContactProperties#VALUE_LENGTH_MAX}. */
    PROPERTY_TOO_LONG,
    /** As in a name. */
    PROPERTY_CONTROL_CHARACTER,
    /** More properties than one contact may have. */
    PROPERTY_TOO_MANY,
    /** The account would have more names of properties than it may. */
    PROPERTY_NAMES_TOO_MANY,
    LINE_TOO_LONG,
    LINE_QUOTES,
    LINE_BROKEN_CHARACTERS,
    LINE_ZERO_CHARACTER;

    static ContactProblem of(AddressProblem problem) {
        return switch (problem) {
            case EMPTY -> ADDRESS_EMPTY;
            case CONTROL_CHARACTER -> ADDRESS_CONTROL_CHARACTER;
            case NO_AT_SIGN -> ADDRESS_NO_AT_SIGN;
            case NO_LOCAL_PART -> ADDRESS_NO_LOCAL_PART;
            case LOCAL_PART_TOO_LONG -> ADDRESS_LOCAL_PART_TOO_LONG;
            case LOCAL_PART_SYNTAX -> ADDRESS_LOCAL_PART_SYNTAX;
            case NO_DOMAIN -> ADDRESS_NO_DOMAIN;
            case DOMAIN_SYNTAX -> ADDRESS_DOMAIN_SYNTAX;
            case DOMAIN_TOO_LONG -> ADDRESS_DOMAIN_TOO_LONG;
        };
    }

    /** The member of a JSON contact that is to blame. */
    String member() {
        return switch (this) {
            case NAME_TOO_LONG, NAME_CONTROL_CHARACTER -> "firstName";
            case PROPERTY_NAME,
                    PROPERTY_TOO_LONG,
                    PROPERTY_CONTROL_CHARACTER,
                    PROPERTY_TOO_MANY,
                    PROPERTY_NAMES_TOO_MANY -> "properties";
            case ADDRESS_EMPTY,
                    ADDRESS_CONTROL_CHARACTER,
                    ADDRESS_NO_AT_SIGN,
                    ADDRESS_NO_LOCAL_PART,
                    ADDRESS_LOCAL_PART_TOO_LONG,
                    ADDRESS_LOCAL_PART_SYNTAX,
                    ADDRESS_NO_DOMAIN,
                    ADDRESS_DOMAIN_SYNTAX,
                    ADDRESS_DOMAIN_TOO_LONG,
                    LINE_TOO_LONG,
                    LINE_QUOTES,
                    LINE_BROKEN_CHARACTERS,
                    LINE_ZERO_CHARACTER -> "email";
        };
    }

    static ContactProblem of(RowProblem problem) {
        return switch (problem) {
            case LINE_TOO_LONG -> LINE_TOO_LONG;
            case QUOTES -> LINE_QUOTES;
            case BROKEN_CHARACTERS -> LINE_BROKEN_CHARACTERS;
            case ZERO_CHARACTER -> LINE_ZERO_CHARACTER;
        };
    }
}
