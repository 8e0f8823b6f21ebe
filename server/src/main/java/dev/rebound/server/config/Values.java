package dev.rebound.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.rebound.core.spelling.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The values of all settings, read once. All problems are collected, so that an operator mends the file
 * in one go.
 */
final class Values {

    /** Largest configuration file read, in octets; ours has a few kilobytes. */
    private static final long FILE_OCTETS_MAX = 1_000_000;
    /** Names with our prefix that are not settings: the launcher reads them. */
    private static final List<String> LAUNCHER_VARIABLES =
            List.of("REBOUND_JAVA_HOME", "REBOUND_JAVA_OPTS", "REBOUND_JVM_PLACES");

    private final Map<Setting<?>, Object> read = new HashMap<>();

    private Values() {}

    /** The value of one of the settings that were read. */
    @SuppressWarnings("unchecked") // the map holds under a setting what its own reader returned
    <T> T get(Setting<T> setting) {
        Object value = read.get(setting);
        if (value == null) {
            throw new IllegalStateException(setting.key() + " is not among the settings");
        }
        return (T) value;
    }

    static Values read(List<Setting<?>> settings, Optional<Path> file, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Map<String, String> inFile =
                file.map(path -> fileValues(path, problems)).orElseGet(Map::of);
        String place = file.map(Path::toString).orElse("");
        unknownKeys(settings, inFile, place, problems);
        unknownVariables(settings, environment, problems);
        Values values = new Values();
        for (Setting<?> setting : settings) {
            String variable = environment.get(setting.variable());
            String written = variable != null ? variable : inFile.get(setting.key());
            String where = variable != null ? setting.variable() : place + ": " + setting.key();
            try {
                values.read.put(setting, setting.reader().apply(written == null ? setting.fallback() : written));
            } catch (IllegalArgumentException wrong) {
                problems.add(where + " = \"" + written + "\": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return values;
    }

    private static Map<String, String> fileValues(Path file, List<String> problems) {
        Map<String, String> values = new TreeMap<>();
        try {
            if (Files.size(file) > FILE_OCTETS_MAX) {
                problems.add(file + ": larger than " + FILE_OCTETS_MAX + " octets, this is no configuration file");
                return values;
            }
            flatten("", new TomlMapper().readTree(Files.readString(file)), values);
        } catch (JsonProcessingException notToml) {
            String line = Optional.ofNullable(notToml.getLocation())
                    .map(at -> ", line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            problems.add(file + line + ": " + notToml.getOriginalMessage());
        } catch (IOException unreadable) {
            problems.add(file + ": cannot be read (" + unreadable + ")");
        }
        return values;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), values);
            } else {
                values.put(key, written(entry.getValue()));
            }
        }
    }

    private static String written(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    private static void unknownKeys(
            List<Setting<?>> settings, Map<String, String> inFile, String place, List<String> problems) {
        List<String> known = settings.stream().<String>map(Setting::key).toList();
        for (String key : inFile.keySet()) {
            if (!known.contains(key)) {
                problems.add(place + ": there is no setting " + key + Suggestion.among(known, key));
            }
        }
    }

    private static void unknownVariables(
            List<Setting<?>> settings, Map<String, String> environment, List<String> problems) {
        List<String> known = settings.stream().<String>map(Setting::variable).toList();
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(Setting.VARIABLE_PREFIX)
                    && !known.contains(name)
                    && !LAUNCHER_VARIABLES.contains(name)) {
                problems.add(
                        "there is no setting for the environment variable " + name + Suggestion.among(known, name));
            }
        }
    }
}
