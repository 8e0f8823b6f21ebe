package dev.rebound.transport.provider;

import java.io.IOException;
import java.net.URI;

/** Asks a server of Amazon's; whoever makes it sees to it that it goes nowhere but to the open internet. */
@FunctionalInterface
public interface AmazonCalls {

    /**
     * What is at an https address.
     *
     * @throws IOException if it cannot be had, or the answer is not 200
     */
    String get(URI url) throws IOException;
}
