package dev.rebound.server.web;

/** A part of the product with pages or API routes of its own. To add one, list it in the web server. */
@FunctionalInterface
public interface Feature {

    /** Registers its routes; called once at start. */
    void register(Routes routes);
}
