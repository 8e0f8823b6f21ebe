package dev.rebound.store.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A list of texts in one column, as a JSON array. */
public final class Texts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private Texts() {}

    /** As stored. */
    public static String toJson(List<String> texts) {
        try {
            return texts.isEmpty() ? "[]" : JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts could not be written as JSON", e);
        }
    }

    /** As read. */
    public static List<String> fromJson(String json) {
        try {
            return json.equals("[]") ? List.of() : JSON.readValue(json, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list of texts cannot be read", e);
        }
    }
}
