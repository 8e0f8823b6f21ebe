package dev.rebound.server.api;

import java.util.List;

/**
 * A call that is not carried out; becomes a problem document (RFC 9457). Thrown before anything has been
 * changed.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient List<FieldError> errors;

    /** With what is wrong and what to do, in one or two sentences. */
    public Refusal(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    /** With the places where something is wrong. */
    public Refusal(ProblemKind kind, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    /** For an id that does not exist, or not in this account; which of the two, is not said. */
    public static Refusal notFound(String what) {
        return new Refusal(ProblemKind.NOT_FOUND, "This account has no such " + what + ".");
    }

    /** One place in the body is wrong. */
    public static Refusal at(String pointer, String problem, String detail) {
        return new Refusal(
                ProblemKind.INVALID_CONTENT,
                (pointer.isEmpty() ? "The body" : pointer) + ": " + detail,
                List.of(new FieldError(pointer, problem, detail)));
    }

    ProblemKind kind() {
        return kind;
    }

    /** The problem document. */
    JsonBuilder json() {
        JsonBuilder json = JsonBuilder.object()
                .with("type", kind.uri())
                .with("title", kind.title())
                .with("status", kind.status())
                .with("detail", String.valueOf(getMessage()));
        return errors.isEmpty()
                ? json
                : json.with("errors", errors.stream().map(FieldError::json).toList());
    }
}
