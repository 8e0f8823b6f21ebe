package dev.rebound.engine.contact;

/** What becomes of a property of all contacts of an account. */
public sealed interface PropertyChange {

    /**
     * It is called otherwise; values stay.
     *
     * @param to a name that no property of the account has
     */
    record Rename(String to) implements PropertyChange {
        public Rename {
            if (!ContactProperties.isName(to)) {
                throw new IllegalArgumentException("this is no name of a property");
            }
        }
    }

    /** It goes, with its values, for good. */
    record Removal() implements PropertyChange {}
}
