package dev.rebound.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How we sign in to the smarthost. Secrets stand in files, which are read again at each login, so that
 * somebody else may renew them.
 *
 * @param user empty if the smarthost wants no login
 * @param passwordFile holds the password, if it is one
 * @param tokenFile holds an OAuth access token, if it is that
 * @param unproven whether the secret may go to a server that is not proven to be the smarthost
 */
public record SmarthostLogin(
        Optional<String> user, Optional<Path> passwordFile, Optional<Path> tokenFile, boolean unproven) {

    private static final Setting<Optional<String>> USER = Kinds.line(
            "delivery.smarthost-user", "The name we sign in to the smarthost with. Empty means without a login.");
    private static final Setting<Optional<Path>> PASSWORD_FILE = Kinds.file(
            "delivery.smarthost-password-file",
            "The file with the password (SCRAM-SHA-256, PLAIN or LOGIN, the first that is offered).");
    private static final Setting<Optional<Path>> TOKEN_FILE =
            Kinds.file("delivery.smarthost-token-file", "The file with an OAuth access token instead (XOAUTH2).");
    private static final Setting<Boolean> UNPROVEN = Kinds.flag(
            "delivery.smarthost-login-unproven",
            false,
            "Sign in even where the smarthost's certificate is not valid for its name, or without TLS. On loopback"
                    + " neither is asked for.");

    static final List<Setting<?>> ALL = List.of(USER, PASSWORD_FILE, TOKEN_FILE, UNPROVEN);

    static SmarthostLogin from(Values values) {
        return new SmarthostLogin(
                values.get(USER), values.get(PASSWORD_FILE), values.get(TOKEN_FILE), values.get(UNPROVEN));
    }

    /** What does not fit together. */
    List<String> problems(boolean smarthost) {
        List<String> problems = new ArrayList<>();
        boolean oneSecret = passwordFile.isPresent() != tokenFile.isPresent();
        if (user.isPresent() && !oneSecret) {
            problems.add(USER.key() + ": needs either " + PASSWORD_FILE.key() + " or " + TOKEN_FILE.key());
        }
        if (user.isEmpty() && (passwordFile.isPresent() || tokenFile.isPresent())) {
            problems.add(USER.key() + ": is missing, but there is a secret for it");
        }
        if (user.isPresent() && !smarthost) {
            problems.add(USER.key() + ": there is no delivery.smarthost to sign in to");
        }
        return problems;
    }
}
