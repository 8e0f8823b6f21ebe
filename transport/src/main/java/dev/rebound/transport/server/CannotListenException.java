package dev.rebound.transport.server;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server could not open its port; the message names the port and the setting that chooses it. */
public final class CannotListenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotListenException(InetSocketAddress listen, String settingName, IOException cause) {
        super(
                "cannot listen on %s port %d: %s (the port is chosen by %s)"
                        .formatted(listen.getHostString(), listen.getPort(), cause.getMessage(), settingName),
                cause);
    }
}
