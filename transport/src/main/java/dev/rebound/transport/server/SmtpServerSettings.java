package dev.rebound.transport.server;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and as whom an SMTP server listens.
 *
 * @param listen address and port; port 0 lets the system choose
 * @param settingName configuration key of the port, named when it is taken
 * @param hostName our name in greeting and EHLO reply
 * @param tls STARTTLS is offered exactly if there is a context
 */
public record SmtpServerSettings(
        InetSocketAddress listen, String settingName, String hostName, Optional<SSLContext> tls, ServerLimits limits) {}
