package dev.rebound.server.fault;

import dev.rebound.transport.sandbox.SandboxInternet;
import dev.rebound.transport.sandbox.SandboxSettings;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** Who receives: some twenty domains where most take their mail and some do everything else there is. */
final class Sink {

    static final String BOUNCE_DOMAIN = "bounce.sender.example";

    static final int DOMAINS = 20;

    private static final String SCRIPT = """
            [behaviours.delivers]
            about = "Takes the message"
            expect = "DELIVERED"

            [behaviours.greylist]
            about = "Turns a stranger away for a while"
            expect = "DELIVERED"
            deferral = "RECIPIENT_TEMPORARY"
            at = "rcpt"
            reply = "450 4.2.0 <{recipient}>: greylisted, come back in 4 minutes"
            for = "4m"

            [behaviours.unknown]
            about = "Nobody of that name"
            expect = "HARD/UNKNOWN_USER"
            at = "rcpt"
            reply = "550 5.1.1 <{recipient}>: no such user here"

            [behaviours.busy]
            about = "Never has time"
            expect = "SOFT/RECIPIENT_TEMPORARY"
            deferral = "RECIPIENT_TEMPORARY"
            at = "rcpt"
            reply = "451 4.3.2 too busy to take mail right now, try again later"

            [behaviours.full]
            about = "Takes the message and reports a full mailbox"
            expect = "HARD/MAILBOX_FULL"
            notice = { form = "postfix", after = "2m", reply = "552 5.2.2 the mailbox of {recipient} is full" }

            [behaviours.speechless]
            about = "Takes the message and hangs up before it says so"
            expect = "DELIVERED"
            deferral = "TEMPORARY"
            at = "end-of-data"
            action = "drop"
            taken = true

            """;

    private Sink() {}

    private static String script() {
        StringBuilder script = new StringBuilder(SCRIPT);
        for (int i = 0; i < DOMAINS; i++) {
            script.append(domain(i));
        }
        return script.toString();
    }

    private static String domain(int number) {
        return """
                [domains."d%d.example"]
                mix = { delivers = 740, greylist = 60, unknown = 50, busy = 20, full = 120, speechless = 10 }

                """.formatted(number);
    }

    /** Starts it; it reports to the port on loopback. */
    static SandboxInternet start(Path folder, int intakePort, FastClock clock) {
        return SandboxInternet.start(
                new SandboxSettings(
                        SandboxScript.parse("sink", script()),
                        folder,
                        Map.of(BOUNCE_DOMAIN, new InetSocketAddress(InetAddress.getLoopbackAddress(), intakePort))),
                clock);
    }
}
