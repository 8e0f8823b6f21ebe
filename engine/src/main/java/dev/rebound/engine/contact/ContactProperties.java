package dev.rebound.engine.contact;

import java.text.Normalizer;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an account keeps of a contact beside its name: {@code company}, {@code city}, {@code 公司}. A name is what a column of
 * a file and a personal field of an email have in common, so it is made of letters, digits and underscores. A value is one
 * line that is never empty: whoever has none has no such property.
 *
 * @param values by name, in the order of names
 */
public record ContactProperties(SortedMap<String, String> values) {

    /** Longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 40;
    /** Longest value, in characters. */
    public static final int VALUE_LENGTH_MAX = 500;
    /** Most properties of one contact. */
    public static final int OF_CONTACT_MAX = 50;
    /** Most names that an account has for them. */
    public static final int NAMES_MAX = 100;

    /** So much of a value is compared, in characters. */
    public static final int COMPARED_MAX = 100;

    /** None at all. */
    public static final ContactProperties NONE = new ContactProperties(Collections.emptySortedMap());

    /** What a personal field calls something else already; with the name in other common spellings. */
    private static final Set<String> TAKEN = Set.of(
            "firstname", "first_name", "lastname", "last_name", "fullname", "full_name", "email", "unsubscribe_link");

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}_]{0," + (NAME_LENGTH_MAX - 1) + "}");
    private static final Pattern NOT_OF_NAMES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern NOT_AT_BEGINNING = Pattern.compile("^[^\\p{L}]+");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    public ContactProperties {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (values.size() > OF_CONTACT_MAX) {
            throw new IllegalArgumentException("a contact has at most " + OF_CONTACT_MAX + " properties");
        }
        values.forEach(ContactProperties::check);
    }

    private static void check(String name, String value) {
        if (!isName(name)) {
            throw new IllegalArgumentException("this is no name of a property");
        }
        if (value.isEmpty() || value.length() > VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException("a property has 1 to " + VALUE_LENGTH_MAX + " characters");
        }
    }

    /** Those of a map. */
    public static ContactProperties of(Map<String, String> values) {
        return values.isEmpty() ? NONE : new ContactProperties(new TreeMap<>(values));
    }

    /** Whether a property can be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.equals(folded(name)) && !TAKEN.contains(name);
    }

    /** The name that what somebody wrote stands for, such as the heading of a column; empty if it cannot stand for one. */
    public static Optional<String> nameOf(String written) {
        String words = NOT_OF_NAMES.matcher(folded(written)).replaceAll("_");
        String begun = NOT_AT_BEGINNING.matcher(words).replaceFirst("");
        String cut = begun.substring(0, Math.min(begun.length(), NAME_LENGTH_MAX));
        String name = cut.endsWith("_") ? cut.substring(0, cut.length() - 1) : cut;
        return Optional.of(name).filter(ContactProperties::isName);
    }

    private static String folded(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /**
     * A value as it is compared: capitals, full and half width, and how much white space there is make no difference, nor does
     * what is behind the first {@value #COMPARED_MAX} characters.
     */
    public static String compared(String value) {
        String plain = WHITE_SPACE.matcher(folded(value)).replaceAll(" ").strip();
        return plain.codePointCount(0, plain.length()) <= COMPARED_MAX
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, COMPARED_MAX));
    }

    /** Its value; empty if the contact has none. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** With these on top; one whose value is empty goes. */
    public ContactProperties with(Map<String, String> changes) {
        TreeMap<String, String> all = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return new ContactProperties(all);
    }

    /** Whether so many would be left by that. */
    public boolean isRoomFor(Map<String, String> changes) {
        TreeMap<String, String> all = new TreeMap<>(values);
        all.putAll(changes);
        all.values().removeIf(String::isEmpty);
        return all.size() <= OF_CONTACT_MAX;
    }

    /** These, and of others what is missing here, as far as there is room. */
    public ContactProperties completedBy(ContactProperties others) {
        TreeMap<String, String> all = new TreeMap<>(values);
        others.values.forEach((name, value) -> {
            if (all.size() < OF_CONTACT_MAX) {
                all.putIfAbsent(name, value);
            }
        });
        return new ContactProperties(all);
    }

    /** How many; what they say is about a person. */
    @Override
    public String toString() {
        return "ContactProperties[" + values.size() + "]";
    }
}
