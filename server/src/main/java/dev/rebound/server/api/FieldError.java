package dev.rebound.server.api;

/**
 * One place where something is wrong.
 *
 * @param pointer a JSON pointer (RFC 6901) into the body, or the name of a query parameter
 * @param problem for programs, in capitals
 * @param detail for people: what is wrong and what to do
 */
public record FieldError(String pointer, String problem, String detail) {

    /** As it stands in a problem document. */
    public JsonBuilder json() {
        return JsonBuilder.object()
                .with("pointer", pointer)
                .with("problem", problem)
                .with("detail", detail);
    }
}
