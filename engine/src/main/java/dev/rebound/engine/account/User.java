package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person who signs in.
 *
 * @param login lower case, unique over the installation
 * @param operator may do everything in every account, and what concerns the installation
 * @param memberships the accounts the person works in; an operator may work in all
 */
public record User(
        long id,
        String login,
        String name,
        String passwordHash,
        boolean operator,
        List<Membership> memberships,
        Settings settings) {

    /** Longest name of a person, in characters. */
    public static final int NAME_LENGTH_MAX = Account.NAME_LENGTH_MAX;

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

    public User {
        memberships = List.copyOf(memberships);
    }

    /**
     * What else is known of a person.
     *
     * @param mustChangePassword whether somebody else knows the password, so that nothing can be done before it is
     *     changed
     * @param isLocked whether the person is kept out
     * @param language the tag of the language the person chose
     */
    public record Settings(boolean mustChangePassword, boolean isLocked, Optional<String> language) {
        /** Of somebody who has set nothing. */
        public static final Settings NONE = new Settings(false, false, Optional.empty());
    }

    /** Whether a text can be somebody's login: 1 to 100 lower-case letters, digits and {@code . _ @ + -}. */
    public static boolean canBeLogin(String text) {
        return LOGIN.matcher(text).matches();
    }

    /** The accounts the person works in. */
    public List<AccountId> accounts() {
        return memberships.stream().map(Membership::account).toList();
    }

    /** What the person is in an account; empty for operators who do not work in it themselves. */
    public Optional<Role> roleIn(AccountId account) {
        return memberships.stream()
                .filter(each -> each.account().equals(account))
                .map(Membership::role)
                .findFirst();
    }

    /** What the person may do in an account; nothing at all if it does not exist for them. */
    public Set<Permission> permissionsIn(AccountId account) {
        return operator
                ? EnumSet.complementOf(EnumSet.of(Permission.SUBMIT))
                : roleIn(account).map(Role::permissions).orElseGet(Set::of);
    }

    /** Does not show the password hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
