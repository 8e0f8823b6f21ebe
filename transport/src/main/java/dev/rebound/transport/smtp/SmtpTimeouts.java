package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import java.time.Duration;

/**
 * How long each step of a dialogue may take, from the command to the end of its reply; the defaults are
 * the minimum that RFC 5321 (section 4.5.3.2) asks for.
 *
 * @param connect until the connection stands; not in the RFC
 * @param greeting for the greeting, 5 minutes
 * @param command for EHLO, STARTTLS, MAIL, RCPT and RSET, 5 minutes
 * @param tls for the handshake; not in the RFC
 * @param data for the reply to DATA, 2 minutes
 * @param block for each block of 64 KiB to be taken, 3 minutes
 * @param endOfData for the reply that takes responsibility, 10 minutes
 * @param quit for the reply to QUIT, which nobody depends on
 */
public record SmtpTimeouts(
        Duration connect,
        Duration greeting,
        Duration command,
        Duration tls,
        Duration data,
        Duration block,
        Duration endOfData,
        Duration quit) {

    public static final SmtpTimeouts STANDARD = new SmtpTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofSeconds(2));

    /** The same time for everything, for servers that are known to be near. */
    public static SmtpTimeouts all(Duration time) {
        return new SmtpTimeouts(time, time, time, time, time, time, time, time);
    }

    Duration forReplyTo(SmtpCommand command) {
        return switch (command) {
            case CONNECT -> greeting;
            case EHLO, STARTTLS, AUTH, MAIL, RCPT, RSET -> this.command;
            case DATA -> data;
            case END_OF_DATA -> endOfData;
            case QUIT -> quit;
        };
    }
}
