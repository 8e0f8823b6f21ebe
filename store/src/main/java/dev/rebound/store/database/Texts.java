package dev.rebound.store.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts in one column: a list as a JSON array, texts by name as a JSON object. */
public final class Texts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> BY_NAME = new TypeReference<>() {};

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

    /** As stored; none are an empty text. */
    public static String toJson(SortedMap<String, String> texts) {
        try {
            return texts.isEmpty() ? "" : JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts could not be written as JSON", e);
        }
    }

    /** As read. */
    public static SortedMap<String, String> byName(String json) {
        try {
            return json.isEmpty() ? Collections.emptySortedMap() : JSON.readValue(json, BY_NAME);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored texts cannot be read", e);
        }
    }
}
