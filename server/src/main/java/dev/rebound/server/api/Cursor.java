package dev.rebound.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * The place in a list where the next page begins, in a form that invites nobody to build one. It is a
 * position and no permission: the list it is used on is the account's own.
 */
final class Cursor {

    private static final int LENGTH_MAX = 500;

    private Cursor() {}

    static String of(Object position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(UTF_8));
    }

    /** The position; empty if it is not one of ours. */
    static Optional<String> read(String cursor) {
        if (cursor.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
