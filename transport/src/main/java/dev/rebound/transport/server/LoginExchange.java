package dev.rebound.transport.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines between {@code AUTH} and its answer (RFC 4954, section 4): PLAIN (RFC 4616), and LOGIN, which has no
 * standard but is what many programs still use. Not SCRAM: it needs a salted form of each secret, and keys are kept
 * as a plain hash because they are random and long. One an attempt; not thread-safe.
 */
final class LoginExchange {

    /** Base64 of "Username:" and "Password:", which clients of LOGIN wait for. */
    private static final String USER_CHALLENGE = "VXNlcm5hbWU6";

    private static final String SECRET_CHALLENGE = "UGFzc3dvcmQ6";

    /** An initial response that is there and empty. */
    private static final String EMPTY_RESPONSE = "=";

    private static final String CANCEL = "*";

    /** What a client may sign in by, as EHLO offers it. */
    enum Mechanism {
        PLAIN,
        LOGIN;

        static Optional<Mechanism> of(String name) {
            return switch (name.toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> Optional.of(PLAIN);
                case "LOGIN" -> Optional.of(LOGIN);
                default -> Optional.empty();
            };
        }
    }

    /** What comes next. */
    sealed interface Next {

        /** Another line is needed. */
        record Ask(String challenge) implements Next {}

        /** Both are known. */
        record Try(String user, String secret) implements Next {

            /** Shows neither. */
            @Override
            public String toString() {
                return "Try[]";
            }
        }

        /** The client wants no more. */
        record Cancelled() implements Next {}

        /** That was no base64, or not what the mechanism wants. */
        record Malformed() implements Next {}
    }

    private final Mechanism mechanism;
    private Optional<String> user = Optional.empty();

    LoginExchange(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** Begins, with what stood behind the mechanism, empty if nothing. */
    Next begin(String initial) {
        if (initial.isEmpty()) {
            return new Next.Ask(mechanism == Mechanism.PLAIN ? "" : USER_CHALLENGE);
        }
        return response(initial.equals(EMPTY_RESPONSE) ? "" : initial);
    }

    /** Goes on with a line of the client's. */
    Next response(String line) {
        if (line.equals(CANCEL)) {
            return new Next.Cancelled();
        }
        Optional<String> text = decoded(line);
        if (text.isEmpty()) {
            return new Next.Malformed();
        }
        return switch (mechanism) {
            case PLAIN -> plain(text.get());
            case LOGIN -> login(text.get());
        };
    }

    private Next login(String text) {
        if (user.isPresent()) {
            return new Next.Try(user.get(), text);
        }
        user = Optional.of(text);
        return new Next.Ask(SECRET_CHALLENGE);
    }

    /** Whom to act for, who signs in, secret; nobody acts for somebody else here. */
    private static Next plain(String text) {
        String[] parts = text.split("\0", -1);
        boolean itself = parts.length == 3 && (parts[0].isEmpty() || parts[0].equals(parts[1]));
        return itself ? new Next.Try(parts[1], parts[2]) : new Next.Malformed();
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException notReadable) {
            return Optional.empty();
        }
    }
}
