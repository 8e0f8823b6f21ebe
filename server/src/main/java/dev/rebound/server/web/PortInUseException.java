package dev.rebound.server.web;

/** The server cannot listen where it was told to. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param setting the key to change
     */
    public PortInUseException(String host, int port, String setting, Throwable cause) {
        super(
                "port " + port + " of " + host + " is in use by another program or not ours to take;"
                        + " choose another with the setting " + setting,
                cause);
    }
}
