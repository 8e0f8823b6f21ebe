package dev.rebound.engine.contact;

import java.util.Optional;

/**
 * Which contacts somebody asks for; both parts must fit.
 *
 * @param search beginnings of words of address, name or a property's value, any case and order; empty for all; a whole address
 *     that somebody has finds just that one
 * @param property that they have
 */
public record ContactFilter(String search, Optional<HasProperty> property) {

    /** All there are. */
    public static final ContactFilter ALL = searching("");

    /**
     * A property that a contact has.
     *
     * @param name that the account has for it
     * @param value that is {@linkplain ContactProperties#compared compared}; empty for any
     */
    public record HasProperty(String name, String value) {

        /** Whether any value will do. */
        public boolean isAnyValue() {
            return value.isBlank();
        }

        /** Whether somebody with these properties is asked for. */
        public boolean fits(ContactProperties properties) {
            String has = properties.value(name);
            return !has.isEmpty()
                    && (isAnyValue() || ContactProperties.compared(has).equals(ContactProperties.compared(value)));
        }
    }

    /** Those that a search finds, whatever their properties. */
    public static ContactFilter searching(String search) {
        return new ContactFilter(search, Optional.empty());
    }

    /** Whether nobody is left out. */
    public boolean isAll() {
        return search.isBlank() && property.isEmpty();
    }
}
