package dev.rebound.server.config;

import java.util.List;

/** The configuration cannot be used; the message names every problem, one a line, with its place. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
