package dev.rebound.server.web;

/** Answers one request. */
@FunctionalInterface
public interface PageHandler {

    /** Answers; what it throws becomes an error page. */
    void handle(Visit visit) throws Exception;
}
