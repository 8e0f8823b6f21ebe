package dev.rebound.server.api;

import dev.rebound.core.spelling.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Constants by name, as calls give them. */
final class Constants {

    private Constants() {}

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /** What would be right. */
    static <E extends Enum<E>> String choices(Class<E> type, String given) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return "must be one of " + String.join(", ", names) + Suggestion.among(names, given);
    }
}
