package dev.rebound.engine.manners;

import dev.rebound.classify.toml.Place;
import dev.rebound.classify.toml.TomlException;
import dev.rebound.classify.toml.TomlReader;
import dev.rebound.classify.toml.TomlValue;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.spelling.Suggestion;
import dev.rebound.engine.lane.LaneLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads manners. The first thing that is wrong ends it, with its line: the file is small. For one use. */
final class MannersReader {

    private static final List<String> RETRY_KEYS =
            List.of("id", "rules", "destinations", "reasons", "waits", "slower", "source");
    private static final List<String> DESTINATION_KEYS =
            List.of("names", "attempts-at-once", "messages-per-minute", "source");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})([smh])");
    private static final double SECONDS_A_MINUTE = 60;

    Manners read(String toml, Manners.Jitter jitter) {
        TomlValue.Table file;
        try {
            file = TomlReader.read(toml);
        } catch (TomlException e) {
            throw broken(e.place(), String.valueOf(e.getMessage()));
        }
        onlyKeys(file, List.of("retry", "destination"));
        List<RetryRule> retries = new ArrayList<>();
        for (TomlValue.Table table : tables(file, "retry")) {
            RetryRule rule = retry(table);
            retries.stream().filter(rule::ties).findFirst().ifPresent(other -> {
                throw broken(table.place(), rule.id() + " and " + other.id() + " could both decide");
            });
            retries.add(rule);
        }
        if (retries.stream().noneMatch(rule -> rule.weight() == 0)) {
            throw broken(Place.START, "one [[retry]] must be without conditions");
        }
        Map<String, LaneLimits> destinations = new HashMap<>();
        for (TomlValue.Table table : tables(file, "destination")) {
            LaneLimits limits = limits(table);
            for (String name : texts(table, "names")) {
                if (destinations.put(name, limits) != null) {
                    throw broken(table.place(), name + " is named twice");
                }
            }
        }
        return new Manners(retries, destinations, jitter);
    }

    private static RetryRule retry(TomlValue.Table table) {
        onlyKeys(table, RETRY_KEYS);
        requireSource(table);
        List<Duration> waits = each(table, "waits", MannersReader::duration);
        if (waits.isEmpty()) {
            throw broken(table.place(), "'waits' is missing");
        }
        return new RetryRule(
                text(table, "id"),
                Set.copyOf(texts(table, "rules")),
                Set.copyOf(texts(table, "destinations")),
                Set.copyOf(each(table, "reasons", MannersReader::reason)),
                waits,
                table.value("slower")
                        .filter(value -> value instanceof TomlValue.Truth truth && truth.isTrue())
                        .isPresent());
    }

    private static LaneLimits limits(TomlValue.Table table) {
        onlyKeys(table, DESTINATION_KEYS);
        requireSource(table);
        long atOnce = table.value("attempts-at-once")
                .map(MannersReader::whole)
                .orElseThrow(() -> broken(table.place(), "'attempts-at-once' is missing"));
        OptionalDouble perSecond = table.value("messages-per-minute")
                .map(value -> OptionalDouble.of(whole(value) / SECONDS_A_MINUTE))
                .orElseGet(OptionalDouble::empty);
        try {
            return new LaneLimits(Math.toIntExact(atOnce), perSecond);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw broken(table.place(), String.valueOf(e.getMessage()));
        }
    }

    /** Knowledge has a source. */
    private static void requireSource(TomlValue.Table table) {
        if (text(table, "source").isBlank()) {
            throw broken(table.place(), "'source' is empty");
        }
    }

    private static void onlyKeys(TomlValue.Table table, List<String> known) {
        table.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw broken(entry.keyPlace(), "unknown key '" + key + "'" + Suggestion.among(known, key));
            }
        });
    }

    private static List<TomlValue.Table> tables(TomlValue.Table file, String key) {
        return file.value(key).map(MannersReader::items).orElseGet(List::of).stream()
                .map(item -> {
                    if (item instanceof TomlValue.Table table) {
                        return table;
                    }
                    throw broken(item.place(), "expected [[" + key + "]]");
                })
                .toList();
    }

    private static List<TomlValue> items(TomlValue value) {
        if (value instanceof TomlValue.Items items) {
            return items.items();
        }
        throw broken(value.place(), "expected a list");
    }

    private static List<String> texts(TomlValue.Table table, String key) {
        return each(table, key, MannersReader::text);
    }

    private static <T> List<T> each(TomlValue.Table table, String key, Function<TomlValue, T> reader) {
        return table.value(key).map(MannersReader::items).orElseGet(List::of).stream()
                .map(reader)
                .toList();
    }

    private static String text(TomlValue.Table table, String key) {
        return table.value(key)
                .map(MannersReader::text)
                .orElseThrow(() -> broken(table.place(), "'" + key + "' is missing"));
    }

    private static String text(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return text.text();
        }
        throw broken(value.place(), "expected a text");
    }

    private static long whole(TomlValue value) {
        if (value instanceof TomlValue.Whole whole) {
            return whole.number();
        }
        throw broken(value.place(), "expected a whole number");
    }

    private static Reason reason(TomlValue value) {
        String name = text(value);
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> broken(
                        value.place(),
                        "unknown reason " + name
                                + Suggestion.among(
                                        Arrays.stream(Reason.values())
                                                .map(Enum::name)
                                                .collect(Collectors.toList()),
                                        name)));
    }

    private static Duration duration(TomlValue value) {
        Matcher matcher = DURATION.matcher(text(value));
        if (!matcher.matches()) {
            throw broken(value.place(), "expected a duration such as 90s, 5m or 2h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static BrokenMannersException broken(Place place, String problem) {
        return new BrokenMannersException("manners " + place + ": " + problem);
    }
}
