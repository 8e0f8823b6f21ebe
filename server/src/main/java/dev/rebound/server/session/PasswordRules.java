package dev.rebound.server.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords are good enough. As NIST SP 800-63B (section 3.1.1.2) says, length counts and composition does not:
 * nobody is made to use digits or signs, and nothing has to be changed because time has passed. What is guessed first
 * is refused: a short list of patterns that the long lists of stolen passwords begin with, whatever digits stand
 * around them, the login, the name of this product, and repetitions and runs of the keyboard.
 */
public final class PasswordRules {

    /** Shortest password, in characters. */
    public static final int LENGTH_MIN = 12;

    /** Longest block that is refused if it is only repeated. */
    private static final int BLOCK_LENGTH_MAX = 4;
    /** Least that must be left when the login or the product's name is taken away. */
    private static final int REST_LENGTH_MIN = 8;
    /** Logins shorter than this are part of many good passwords by chance. */
    private static final int LOGIN_LENGTH_MIN = 4;

    private static final String PRODUCT = "rebound";

    private static final Set<String> GUESSED_FIRST = Set.of(
            "password",
            "passwordpassword",
            "passw0rd",
            "passphrase",
            "iloveyou",
            "iloveyouforever",
            "administrator",
            "adminadmin",
            "adminadminadmin",
            "letmein",
            "letmeinplease",
            "changeme",
            "changemeplease",
            "changemenow",
            "welcome",
            "welcomewelcome",
            "correcthorsebatterystaple",
            "trustno",
            "qwerty",
            "qwertyqwerty",
            "asdfgh",
            "woaini",
            "woainiwoaini",
            "wodemima",
            "mimamima",
            "sunshine",
            "princess",
            "football",
            "monkeymonkey",
            "dragondragon",
            "secretsecret",
            "default",
            "operator");

    /** What fingers walk along. */
    private static final List<String> RUNS = List.of(
            "0123456789012345678901234567890123456789",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "1234567890qwertyuiopasdfghjklzxcvbnm",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0",
            "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6");

    private PasswordRules() {}

    /** What is wrong with a password. */
    public enum PasswordProblem {
        TOO_SHORT,
        TOO_LONG,
        /** Among those that are guessed first. */
        TOO_EASY,
        /** The login or the product's name, and little else. */
        TOO_CLOSE
    }

    /** What is wrong with a new password of this login; empty if it is good enough. */
    public static Optional<PasswordProblem> problemOf(String password, String login) {
        if (password.codePointCount(0, password.length()) < LENGTH_MIN) {
            return Optional.of(PasswordProblem.TOO_SHORT);
        }
        if (password.length() > Passwords.LENGTH_MAX) {
            return Optional.of(PasswordProblem.TOO_LONG);
        }
        String plain = password.toLowerCase(Locale.ROOT).strip();
        if (isGuessedFirst(plain)) {
            return Optional.of(PasswordProblem.TOO_EASY);
        }
        return isClose(plain, login) || isClose(plain, PRODUCT)
                ? Optional.of(PasswordProblem.TOO_CLOSE)
                : Optional.empty();
    }

    private static boolean isGuessedFirst(String plain) {
        return GUESSED_FIRST.contains(lettersOf(plain)) || isRepetition(plain) || isRun(plain);
    }

    /** Without digits, blanks and signs: those are what people add to a word when they are asked for more. */
    private static String lettersOf(String plain) {
        StringBuilder letters = new StringBuilder();
        plain.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isRepetition(String plain) {
        for (int length = 1; length <= BLOCK_LENGTH_MAX; length++) {
            String block = plain.substring(0, length);
            if (block.repeat(plain.length() / length + 1).startsWith(plain)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRun(String plain) {
        String backwards = new StringBuilder(plain).reverse().toString();
        return RUNS.stream().anyMatch(run -> run.contains(plain) || run.contains(backwards));
    }

    private static boolean isClose(String plain, String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.length() >= LOGIN_LENGTH_MIN
                && plain.contains(small)
                && plain.replace(small, "").length() < REST_LENGTH_MIN;
    }
}
