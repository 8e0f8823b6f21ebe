package dev.rebound.transport.sts;

import java.io.IOException;

/** Fetches what a domain says over HTTPS. */
@FunctionalInterface
interface PolicyFiles {

    /**
     * The policy file of a domain.
     *
     * @throws IOException if it cannot be had, for whatever reason
     */
    String fetch(String domain) throws IOException;
}
