package dev.rebound.transport.smtp;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * To a server, from one of our addresses.
 *
 * @param from empty leaves the choice to the operating system
 */
record Way(InetSocketAddress target, Optional<SendingPool.Source> from) {}
