package dev.rebound.server.listfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BadLine.Problem;
import dev.rebound.server.csv.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list as JSON: the answers of vendors' APIs, whole or page after page, or one object a line. The objects of any array
 * are rows, and so are objects that stand by themselves; whatever is around them is passed over. JSON that breaks off
 * cannot be read on: that is the last, bad, line.
 */
final class JsonRows implements Rows {

    private static final int DEPTH_MAX = 32;
    private static final int VALUE_LENGTH_MAX = 65_536;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(VALUE_LENGTH_MAX)
                            .build())
                    .build())
            .build();

    private final JsonParser parser;
    private Optional<Row> waiting = Optional.empty();
    private Set<String> names = Set.of();
    private boolean broken;

    private JsonRows(JsonParser parser) {
        this.parser = parser;
    }

    /** Opens the file; empty if it has no object in it. */
    static Optional<JsonRows> open(Path file, TextEncoding encoding) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(encoding.markOctets());
        Reader reader = new InputStreamReader(in, encoding.charset());
        JsonRows rows = new JsonRows(JSON.createParser(reader));
        Optional<Row> first = rows.next();
        rows.waiting = first;
        if (first.isPresent()) {
            return Optional.of(rows);
        }
        rows.close();
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public Optional<Row> next() throws IOException {
        if (waiting.isPresent()) {
            Optional<Row> first = waiting;
            waiting = Optional.empty();
            return first;
        }
        try {
            return broken ? Optional.empty() : read();
        } catch (JsonProcessingException e) {
            broken = true;
            long line = Math.max(1, parser.currentLocation().getLineNr());
            return Optional.of(new Bad(new BadLine(line, Problem.NOT_JSON, e.getOriginalMessage())));
        }
    }

    /** An object of an array is a row; one around an array is opened; one by itself is a row if it has no array. */
    private Optional<Row> read() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                long line = parser.currentTokenLocation().getLineNr();
                boolean inArray = parser.getParsingContext().getParent().inArray();
                if (inArray) {
                    return Optional.of(row(line, JSON.readTree(parser)));
                }
                Optional<Row> alone = open(line);
                if (alone.isPresent()) {
                    return alone;
                }
            }
        }
        return Optional.empty();
    }

    /** Walks the members of an object until one is an array: what follows is inside. */
    private Optional<Row> open(long line) throws IOException {
        Map<String, String> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = Fields.folded(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                if (values.keySet().stream().noneMatch(AddressNames::isOne)) {
                    return Optional.empty();
                }
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (value.isScalarValue()) {
                values.put(name, parser.getText());
            }
        }
        return values.keySet().stream().anyMatch(AddressNames::isOne)
                ? Optional.of(good(line, values))
                : Optional.empty();
    }

    private Row row(long line, JsonNode object) {
        Map<String, String> values = new HashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                values.put(Fields.folded(member.getKey()), textOf(member.getValue()));
            } else if (member.getValue().isArray()) {
                values.put(Fields.folded(member.getKey()), "");
            }
        });
        return good(line, values);
    }

    /** Of a big number its digits, not its exponent. */
    private static String textOf(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    private Row good(long line, Map<String, String> values) {
        if (names.isEmpty()) {
            names = Set.copyOf(values.keySet());
        }
        return new Good(line, wanted -> {
            for (String name : wanted) {
                String value = values.get(name);
                if (value != null) {
                    return value.strip();
                }
            }
            return "";
        });
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
