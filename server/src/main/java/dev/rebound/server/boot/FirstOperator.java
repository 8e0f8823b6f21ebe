package dev.rebound.server.boot;

import dev.rebound.engine.account.People;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.server.session.Passwords;
import java.util.List;
import java.util.Optional;

/** The person that an empty installation needs before anybody can sign in. */
public final class FirstOperator {

    private static final String LOGIN = "operator";

    private FirstOperator() {}

    /** Who was made; the password is kept nowhere in the clear. */
    public record Made(String login, String password) {
        /** Does not show the password. */
        @Override
        public String toString() {
            return "Made[" + login + "]";
        }
    }

    /** Makes an operator if there is no user at all. */
    public static Optional<Made> ifNobodyIsThere(People people) {
        if (!people.all().isEmpty()) {
            return Optional.empty();
        }
        String password = Passwords.random();
        return people.create(new NewPerson(LOGIN, "Operator", new Passwords().hash(password), true, true, List.of()))
                .map(user -> new Made(LOGIN, password));
    }
}
