package dev.rebound.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.spelling.Suggestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that came with a call, read strictly: members that nobody asked for, members given twice,
 * wrong types, too long texts and too deep nesting are refused, with the place and what would be right.
 * A member that is {@code null} counts as left out.
 */
public final class JsonBody {

    /** Largest body, in octets. */
    public static final int OCTETS_MAX = 10_000_000;

    private static final int DEPTH_MAX = 10;
    private static final int TEXT_LENGTH_MAX = 2_100_000;
    private static final int NAME_LENGTH_MAX = 200;
    private static final int NUMBER_LENGTH_MAX = 30;

    private static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(OCTETS_MAX)
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(TEXT_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode node;
    private final String pointer;

    private JsonBody(ObjectNode node, String pointer, List<String> members) {
        this.node = node;
        this.pointer = pointer;
        refuseUnknown(members);
    }

    /**
     * Reads a body.
     *
     * @param members the only ones it may have
     */
    static JsonBody read(byte[] octets, String... members) {
        try {
            if (READER.readTree(octets) instanceof ObjectNode object) {
                return new JsonBody(object, "", List.of(members));
            }
        } catch (JsonProcessingException notJson) {
            String where = Optional.ofNullable(notJson.getLocation())
                    .map(at -> " in line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw new Refusal(
                    ProblemKind.MALFORMED_BODY,
                    "The body is not JSON that can be read" + where + ": " + firstLine(notJson.getOriginalMessage()));
        } catch (IOException cannotHappen) {
            throw new IllegalStateException("an array of bytes can always be read", cannotHappen);
        }
        throw new Refusal(ProblemKind.MALFORMED_BODY, "The body must be a JSON object: { ... }");
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private void refuseUnknown(List<String> members) {
        List<FieldError> errors = new ArrayList<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                errors.add(new FieldError(
                        at(name), "UNKNOWN_FIELD", "there is no such member" + Suggestion.among(members, name)));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal(
                    ProblemKind.INVALID_CONTENT,
                    errors.getFirst().pointer() + ": " + errors.getFirst().detail(),
                    errors);
        }
    }

    /** The place of a member, as a JSON pointer. */
    public String at(String member) {
        return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private JsonNode required(String name) {
        return member(name).orElseThrow(() -> Refusal.at(at(name), "MISSING", "this member is needed"));
    }

    /** Whether a member is there and not {@code null}. */
    public boolean has(String name) {
        return member(name).isPresent();
    }

    /** A text that must be there. */
    public String text(String name, int lengthMax) {
        return text(required(name), at(name), lengthMax);
    }

    /** A text that may be left out. */
    public Optional<String> optionalText(String name, int lengthMax) {
        return member(name).map(value -> text(value, at(name), lengthMax));
    }

    private static String text(JsonNode value, String where, int lengthMax) {
        if (!value.isTextual()) {
            throw Refusal.at(where, "WRONG_TYPE", "must be a text in quotation marks");
        }
        if (value.textValue().length() > lengthMax) {
            throw Refusal.at(where, "TOO_LONG", "may have at most " + lengthMax + " characters");
        }
        return value.textValue();
    }

    /** A truth value that may be left out. */
    public Optional<Boolean> optionalFlag(String name) {
        return member(name).map(value -> {
            if (!value.isBoolean()) {
                throw Refusal.at(at(name), "WRONG_TYPE", "must be true or false");
            }
            return value.booleanValue();
        });
    }

    /** A whole number that must be there. */
    public int number(String name, int least, int most) {
        JsonNode value = required(name);
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            throw Refusal.at(at(name), "OUT_OF_RANGE", "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** A constant that must be there. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name, NAME_LENGTH_MAX);
        return Constants.find(type, text)
                .orElseThrow(() -> Refusal.at(at(name), "UNKNOWN_VALUE", Constants.choices(type, text)));
    }

    /** A list of constants that must be there and not be empty. */
    public <E extends Enum<E>> Set<E> constants(String name, Class<E> type) {
        Set<E> constants = EnumSet.noneOf(type);
        int index = 0;
        for (String text : texts(name, type.getEnumConstants().length, NAME_LENGTH_MAX)) {
            String where = at(name) + "/" + index++;
            constants.add(Constants.find(type, text)
                    .orElseThrow(() -> Refusal.at(where, "UNKNOWN_VALUE", Constants.choices(type, text))));
        }
        return constants;
    }

    /** A list of texts that must be there and not be empty. */
    public List<String> texts(String name, int countMax, int lengthMax) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(name, countMax)) {
            texts.add(text(value, at(name) + "/" + texts.size(), lengthMax));
        }
        return texts;
    }

    /** A list of objects that must be there and not be empty. */
    public List<JsonBody> objects(String name, int countMax, String... members) {
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode value : array(name, countMax)) {
            objects.add(object(value, at(name) + "/" + objects.size(), members));
        }
        return objects;
    }

    /** An object that may be left out. */
    public Optional<JsonBody> optionalObject(String name, String... members) {
        return member(name).map(value -> object(value, at(name), members));
    }

    /** Texts by names that whoever wrote the body chose, in their order; none if it is left out. {@code null} is an empty text. */
    public Map<String, String> textsByName(String name, int countMax, int lengthMax) {
        Map<String, String> texts = new LinkedHashMap<>();
        member(name).ifPresent(value -> {
            if (!(value instanceof ObjectNode object)) {
                throw Refusal.at(at(name), "WRONG_TYPE", "must be an object: { ... }");
            }
            if (object.size() > countMax) {
                throw Refusal.at(at(name), "OUT_OF_RANGE", "must have at most " + countMax + " members");
            }
            object.properties()
                    .forEach(entry -> texts.put(
                            entry.getKey(),
                            entry.getValue().isNull()
                                    ? ""
                                    : text(entry.getValue(), at(name) + "/" + entry.getKey(), lengthMax)));
        });
        return texts;
    }

    private static JsonBody object(JsonNode value, String where, String... members) {
        if (value instanceof ObjectNode object) {
            return new JsonBody(object, where, List.of(members));
        }
        throw Refusal.at(where, "WRONG_TYPE", "must be an object: { ... }");
    }

    private JsonNode array(String name, int countMax) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw Refusal.at(at(name), "WRONG_TYPE", "must be a list: [ ... ]");
        }
        if (value.isEmpty() || value.size() > countMax) {
            throw Refusal.at(at(name), "OUT_OF_RANGE", "must have 1 to " + countMax + " entries");
        }
        return value;
    }
}
