package dev.rebound.server.api;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.spelling.Suggestion;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Visit;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One call of the API by a key: what it asks, and the ways to answer. Parameters that no one asked for are
 * refused before a list is answered, so that a misspelt filter never means "all". Belongs to one thread.
 */
public final class ApiCall {

    /** Entries of a page if the call does not say. */
    private static final int LIMIT_DEFAULT = 100;
    /** Most entries of a page. */
    private static final int LIMIT_MAX = 1_000;

    private static final int SEARCH_LENGTH_MAX = 320;
    private static final long ID_MAX = (1L << 56) - 1;
    static final String JSON = "application/json";

    private final Visit visit;
    private final Context http;
    private final Set<String> asked = new TreeSet<>();
    private Optional<byte[]> kept = Optional.empty();

    ApiCall(Visit visit) {
        this.visit = visit;
        this.http = visit.http();
    }

    /** The key's account. */
    public AccountId account() {
        return visit.account();
    }

    /** The request with who makes it. */
    public Visit visit() {
        return visit;
    }

    /** The name for the audit log. */
    public String by() {
        return visit.by();
    }

    /** What the key permits. */
    public Set<Permission> permissions() {
        return visit.apiKey().map(ApiKey::permissions).orElseGet(Set::of);
    }

    /** Whether the key may do what concerns the installation. */
    public boolean isOperator() {
        return visit.apiKey().map(ApiKey::operator).orElse(false);
    }

    /** Words in the language that the call asks for. */
    public Wording wording() {
        return visit.wording();
    }

    // ---- What was asked

    /** The number in a path; what is no number does not exist. */
    public long id(String pathParameter, String what) {
        return idIn(http.pathParam(pathParameter)).orElseThrow(() -> Refusal.notFound(what));
    }

    /** The number that a text is, if it can be one of ours. */
    public static Optional<Long> idIn(String text) {
        if (!text.matches("[1-9][0-9]{0,16}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text)).filter(id -> id <= ID_MAX);
    }

    /** A text in the path. */
    public String path(String name) {
        return http.pathParam(name);
    }

    /** A text in the query. */
    public Optional<String> query(String name) {
        asked.add(name);
        return Optional.ofNullable(http.queryParam(name));
    }

    /** What is searched for; empty for everything. */
    public String search() {
        String search = query("search").orElse("").strip();
        if (search.length() > SEARCH_LENGTH_MAX) {
            throw wrong("search", "TOO_LONG", "may have at most " + SEARCH_LENGTH_MAX + " characters");
        }
        return search;
    }

    /** How many entries the page may have. */
    public int limit() {
        return number("limit", LIMIT_DEFAULT, LIMIT_MAX);
    }

    /** A number from 1 on. */
    public int number(String name, int otherwise, int most) {
        return query(name)
                .map(text -> idIn(text)
                        .filter(number -> number <= most)
                        .orElseThrow(() -> wrong(name, "OUT_OF_RANGE", "must be a whole number from 1 to " + most))
                        .intValue())
                .orElse(otherwise);
    }

    /** A constant. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return query(name)
                .map(text -> Constants.find(type, text)
                        .orElseThrow(() -> wrong(name, "UNKNOWN_VALUE", Constants.choices(type, text))));
    }

    /** Where the page begins, if it is not the first. */
    public Optional<String> cursor() {
        return query("cursor").map(text -> Cursor.read(text).orElseThrow(this::wrongCursor));
    }

    /** Where the page begins, for lists in the order of numbers. */
    public Optional<Long> numberCursor() {
        return cursor().map(text -> idIn(text).orElseThrow(this::wrongCursor));
    }

    /** For a cursor that is none of ours. */
    public Refusal wrongCursor() {
        return wrong("cursor", "INVALID", "is not the \"next\" of an earlier answer; leave it out to begin again");
    }

    /** A parameter has a value that cannot be. */
    public static Refusal wrong(String name, String problem, String detail) {
        return new Refusal(
                ProblemKind.INVALID_PARAMETER,
                "The parameter \"" + name + "\" " + detail + ".",
                List.of(new FieldError(name, problem, detail)));
    }

    /**
     * The body, a JSON object.
     *
     * @param members the only ones it may have
     */
    public JsonBody body(String... members) throws IOException {
        requireType(JSON);
        return JsonBody.read(octets(JsonBody.OCTETS_MAX), members);
    }

    /** The body, at most so many octets. */
    public byte[] octets(int most) throws IOException {
        try (InputStream in = stream()) {
            byte[] octets = in.readNBytes(most + 1);
            if (octets.length > most) {
                throw new Refusal(
                        ProblemKind.TOO_LARGE, "The body is larger than " + most + " octets. Send it in parts.");
            }
            return octets;
        }
    }

    /** Reads the whole body now, at most as much as JSON may have; whoever asks for it later gets the same. */
    byte[] keepBody() throws IOException {
        byte[] octets = octets(JsonBody.OCTETS_MAX);
        kept = Optional.of(octets);
        return octets;
    }

    /** The body as it comes. */
    public InputStream stream() throws IOException {
        return kept.isPresent()
                ? new ByteArrayInputStream(kept.get())
                : http.req().getInputStream();
    }

    /** Whether the body is said to be of this type. */
    public boolean isOfType(String wanted) {
        return type().equals(wanted);
    }

    private String type() {
        String given = Optional.ofNullable(http.contentType()).orElse("");
        return given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Refuses a body of another type. */
    public void requireType(String wanted) {
        String bare = type();
        if (!bare.equals(wanted)) {
            throw new Refusal(
                    ProblemKind.WRONG_CONTENT_TYPE,
                    "Send the body with Content-Type: " + wanted + (bare.isEmpty() ? "." : ", not " + bare + "."));
        }
    }

    // ---- Answers

    /** Answers 200. */
    public void answer(JsonBuilder json) {
        refuseUnknownParameters();
        http.status(200).contentType(JSON).result(json.text());
    }

    /** Answers 204: done, and nothing to say. */
    public void done() {
        refuseUnknownParameters();
        http.status(204);
    }

    /** Answers 201 with where the new thing is. */
    public void created(String location, JsonBuilder json) {
        http.status(201)
                .header("Location", ApiRoutes.BASE + location)
                .contentType(JSON)
                .result(json.text());
    }

    /** Answers 202 with where to ask how far it has come. */
    public void accepted(String location, JsonBuilder json) {
        http.status(202)
                .header("Location", ApiRoutes.BASE + location)
                .contentType(JSON)
                .result(json.text());
    }

    /** A page of a list that was read with one entry more than the limit, to know whether more follow. */
    public <T> JsonBuilder page(
            List<T> oneMore, int limit, Function<T, JsonBuilder> json, Function<T, Object> position) {
        List<T> page = oneMore.subList(0, Math.min(limit, oneMore.size()));
        JsonBuilder answer =
                JsonBuilder.object().with("items", page.stream().map(json).toList());
        return oneMore.size() > limit ? answer.with("next", Cursor.of(position.apply(page.getLast()))) : answer;
    }

    /** Refuses parameters of the query that nobody asked for. */
    public void refuseUnknownParameters() {
        List<FieldError> errors = new ArrayList<>();
        for (String name : http.queryParamMap().keySet()) {
            if (!asked.contains(name)) {
                String detail = "there is no such parameter here" + Suggestion.among(List.copyOf(asked), name);
                errors.add(new FieldError(name, "UNKNOWN_PARAMETER", detail));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal(
                    ProblemKind.INVALID_PARAMETER,
                    "\"" + errors.getFirst().pointer() + "\": "
                            + errors.getFirst().detail(),
                    errors);
        }
    }
}
