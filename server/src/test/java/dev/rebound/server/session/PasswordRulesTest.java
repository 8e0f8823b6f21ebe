package dev.rebound.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.session.PasswordRules.PasswordProblem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are good enough. */
class PasswordRulesTest {

    private static Optional<PasswordProblem> problem(String password) {
        return PasswordRules.problemOf(password, "mara.lind@lantern.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "all lower case letters",
                "\u5728\u706f\u7b3c\u4e66\u5e97\u7684\u5c0f\u732b\u5728\u7761\u5348\u89c9",
                "rebound is where I work",
                "\uD83D\uDC31\uD83D\uDC36\uD83D\uDC39\uD83D\uDC30\uD83E\uDD8A\uD83D\uDC3B\uD83D\uDC3C\uD83D\uDC28\uD83D\uDC2F\uD83E\uDD81\uD83D\uDC2E\uD83D\uDC37",
                "  twelve  blanks  count  "
            })
    void lengthCountsAndCompositionDoesNot(String password) {
        assertEquals(Optional.empty(), problem(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "elevenchars",
                "\uD83D\uDC31\uD83D\uDC36\uD83D\uDC39\uD83D\uDC30\uD83E\uDD8A\uD83D\uDC3B"
            })
    void lessThanTwelveCharactersAreTooShort(String password) {
        assertEquals(Optional.of(PasswordProblem.TOO_SHORT), problem(password));
    }

    @Test
    void whatCannotBeHashedInBoundedTimeIsTooLong() {
        assertEquals(Optional.of(PasswordProblem.TOO_LONG), problem("ab cd ef gh ".repeat(17)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password!2026",
                "P a s s w o r d 1 2",
                "letmein!!!!!!",
                "123456789012",
                "210987654321",
                "abcdefghijkl",
                "qwertyuiopas",
                "1q2w3e4r5t6y",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "1212121212121",
                "woaini5201314",
                "correct horse battery staple",
                "administrator1"
            })
    void whatIsGuessedFirstIsRefused(String password) {
        assertEquals(Optional.of(PasswordProblem.TOO_EASY), problem(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mara.lind@lantern.example", "Mara.Lind@Lantern.Example1", "rebound-2026!", "ReboundRebound"})
    void theLoginAndTheProductAreNoPasswords(String password) {
        assertEquals(Optional.of(PasswordProblem.TOO_CLOSE), problem(password));
    }

    @Test
    void aShortLoginMayOccurByChance() {
        assertEquals(Optional.empty(), PasswordRules.problemOf("annual report", "ann"));
    }
}
