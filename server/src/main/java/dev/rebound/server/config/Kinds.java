package dev.rebound.server.config;

import java.net.IDN;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of settings there are, each with its bounds. */
final class Kinds {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private Kinds() {}

    static Setting<Integer> number(String key, int least, int most, int fallback, String description) {
        String kind = "whole number, " + least + " to " + most;
        return new Setting<>(key, kind, Integer.toString(fallback), description, text -> {
            int value = wholeNumber(text, kind);
            require(value >= least && value <= most, kind);
            return value;
        });
    }

    /** A TCP port to listen at; 0 takes any free one. */
    static Setting<Integer> port(String key, int fallback, String description) {
        return number(key, 0, 65_535, fallback, description);
    }

    static Setting<Boolean> flag(String key, boolean fallback, String description) {
        String kind = "true or false";
        return new Setting<>(key, kind, Boolean.toString(fallback), description, text -> {
            require(text.equals("true") || text.equals("false"), kind);
            return text.equals("true");
        });
    }

    static Setting<Duration> duration(
            String key, Duration least, Duration most, Duration fallback, String description) {
        String kind = "duration such as 500ms, 30s, 5m, 12h or 3d, " + written(least) + " to " + written(most);
        return new Setting<>(key, kind, written(fallback), description, text -> {
            Duration value = duration(text, kind);
            require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, kind);
            return value;
        });
    }

    static Setting<Optional<Duration>> durationIfAny(String key, Duration least, Duration most, String description) {
        Setting<Duration> set = duration(key, least, most, least, description);
        return new Setting<>(
                key,
                set.kind() + "; or empty",
                "",
                description,
                text -> text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(set.reader().apply(text)));
    }

    static Setting<List<Duration>> durations(String key, int countMax, List<Duration> fallback, String description) {
        String kind = "1 to " + countMax + " durations, each at least 1s";
        String written = fallback.stream().map(Kinds::written).collect(Collectors.joining(","));
        return new Setting<>(key, kind, written, description, text -> {
            List<Duration> values = Arrays.stream(text.split(",", -1))
                    .map(part -> duration(part.strip(), kind))
                    .toList();
            require(values.size() <= countMax, kind);
            require(values.stream().allMatch(value -> value.compareTo(Duration.ofSeconds(1)) >= 0), kind);
            return values;
        });
    }

    static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E fallback, String description) {
        String kind = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Kinds::written).collect(Collectors.joining(", "));
        return new Setting<>(
                key,
                kind,
                written(fallback),
                description,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> written(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("expected " + kind)));
    }

    /** A name that DNS knows, or an IP address. */
    static Setting<String> host(String key, String fallback, String description) {
        String kind = "host name or IP address";
        return new Setting<>(key, kind, fallback, description, text -> {
            require(!text.isEmpty() && text.length() <= 255, kind);
            require(text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-._:[]%".indexOf(c) >= 0), kind);
            return text;
        });
    }

    static Setting<Optional<HostPort>> hostPort(String key, int portIfNone, String description) {
        String kind = "host:port, or empty";
        return new Setting<>(
                key,
                kind,
                "",
                description,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(HostPort.parse(text, portIfNone)));
    }

    /** A list of domains, each in lower-case A-labels when read. */
    static Setting<List<String>> domains(String key, String description) {
        return list(key, 1_000, "domains", description, Kinds::domain);
    }

    /** Domain names have letters of all languages, and one form that machines compare. */
    static String domain(String text) {
        String kind = "domain name";
        String ascii = IDN.toASCII(text.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        require(!ascii.isEmpty() && ascii.length() <= 253, kind);
        return ascii;
    }

    /** A list that may be empty; in the environment its parts are separated by commas. */
    static <T> Setting<List<T>> list(
            String key, int countMax, String of, String description, Function<String, T> reader) {
        String kind = "list of up to " + countMax + " " + of;
        return new Setting<>(key, kind, "", description, text -> {
            List<T> values = text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(part -> reader.apply(part.strip()))
                            .toList();
            require(values.size() <= countMax, kind);
            return values;
        });
    }

    static Setting<Optional<String>> line(String key, String description) {
        String kind = "one line of text, or empty";
        return new Setting<>(key, kind, "", description, text -> {
            require(text.chars().noneMatch(Character::isISOControl), kind);
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        });
    }

    static Setting<Optional<Path>> file(String key, String description) {
        String kind = "file, or empty";
        return new Setting<>(
                key, kind, "", description, text -> text.isEmpty() ? Optional.empty() : Optional.of(path(text, kind)));
    }

    static Setting<Path> folder(String key, String fallback, String description) {
        String kind = "folder; ~ is the home folder";
        return new Setting<>(key, kind, fallback, description, text -> path(text, kind));
    }

    private static Path path(String text, String kind) {
        require(!text.isBlank() && text.indexOf('\0') < 0, kind);
        String home = System.getProperty("user.home", ".");
        boolean inHome = text.equals("~") || text.startsWith("~/");
        return Path.of(inHome ? home + text.substring(1) : text).toAbsolutePath();
    }

    static Setting<Optional<Path>> folderIfAny(String key, String description) {
        Setting<Path> named = folder(key, "", description);
        return new Setting<>(
                key,
                named.kind() + "; or empty",
                "",
                description,
                text -> text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(named.reader().apply(text)));
    }

    static Setting<Optional<URI>> address(String key, String description) {
        String kind = "http or https address without a path, or empty";
        return new Setting<>(key, kind, "", description, text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme());
            boolean bare = uri.getRawPath() == null
                    || uri.getRawPath().isEmpty()
                    || uri.getRawPath().equals("/");
            require((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && bare, kind);
            return Optional.of(uri);
        });
    }

    static Setting<ZoneId> zone(String key, String description) {
        String kind = "time zone such as Europe/Berlin, or system";
        return new Setting<>(key, kind, "system", description, text -> {
            try {
                return text.equals("system") ? ZoneId.systemDefault() : ZoneId.of(text);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException("expected " + kind, unknown);
            }
        });
    }

    private static int wholeNumber(String text, String kind) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("expected " + kind, notANumber);
        }
    }

    private static Duration duration(String text, String kind) {
        Matcher matcher = DURATION.matcher(text);
        require(matcher.matches(), kind);
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalStateException("the pattern allows no other unit");
        };
    }

    private static String written(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void require(boolean holds, String kind) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + kind);
        }
    }
}
