package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Every behaviour of the standard script, met on the wire. */
class SandboxBehavioursTest {

    @TempDir
    static Path folder;

    private static SandboxFixture sandbox;

    @BeforeAll
    static void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static Stream<Behaviour> behaviours() {
        return SandboxScript.standard().behaviours().values().stream();
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void playsWhatTheScriptSays(Behaviour behaviour) throws IOException {
        String recipient = recipient(behaviour);
        Optional<Action> action = behaviour.action();
        if (action.isEmpty()) {
            assertEquals(
                    250,
                    sandbox.deliver(recipient, "<1@rebound.test>").orElseThrow().code());
            return;
        }
        switch (action.get()) {
            case Action.Answer answer -> {
                SmtpReply reply = sandbox.deliver(recipient, "<1@rebound.test>").orElseThrow();
                assertEquals(answer.reply().code(), reply.code());
                assertEquals(answer.reply().lines().size(), reply.lines().size());
                assertTrue(reply.lines().stream().noneMatch(line -> line.contains("{")), reply.text());
            }
            case Action.Drop _ -> assertEquals(Optional.empty(), sandbox.deliver(recipient, "<1@rebound.test>"));
            case Action.Stall _ -> assertEquals(Optional.empty(), sandbox.deliver(recipient, "<1@rebound.test>"));
            case Action.Refuse _ ->
                assertThrows(ConnectException.class, () -> sandbox.deliver(recipient, "<1@rebound.test>"));
            case Action.Misresolve misresolve -> {
                int rcode = sandbox.resolve(domain(recipient), Type.MX, false).getRcode();
                int expected = switch (misresolve.trouble()) {
                    case NXDOMAIN -> Rcode.NXDOMAIN;
                    case SERVFAIL -> Rcode.SERVFAIL;
                    case NULL_MX, NO_RECORDS, NO_ADDRESS, SILENCE -> Rcode.NOERROR;
                };
                assertEquals(expected, rcode);
            }
        }
    }

    /** An address that behaves so: of the domain that always does, or one that asks for it. */
    static String recipient(Behaviour behaviour) {
        List<SandboxDomain> always = SandboxScript.standard().domains().values().stream()
                .filter(domain -> domain.always().equals(Optional.of(behaviour)))
                .toList();
        return always.isEmpty()
                ? "ann+" + behaviour.name() + "@acme.example"
                : "ann@" + always.getFirst().name();
    }

    private static String domain(String address) {
        return EmailAddress.parse(address).orElseThrow().domain();
    }
}
