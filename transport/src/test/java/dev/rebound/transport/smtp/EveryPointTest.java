package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.smtp.SmtpCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same misfortunes at every point of a dialogue: wherever a server goes mad, the outcome says where and how, and
 * only behind the end of data may the message be there.
 */
class EveryPointTest extends DialogueBench {

    private record Step(SmtpCommand command, String asked, String answered) {}

    private static final List<Step> STEPS = List.of(
            new Step(SmtpCommand.CONNECT, "", "S: 220 mx.example"),
            new Step(SmtpCommand.EHLO, "C: EHLO out.example", "S: 250 mx.example"),
            new Step(SmtpCommand.MAIL, "C: MAIL FROM:<b+t@bounce.example>", "S: 250 ok"),
            new Step(SmtpCommand.RCPT, "C: RCPT TO:<ann@there.example>", "S: 250 ok"),
            new Step(SmtpCommand.DATA, "C: DATA", "S: 354 go"),
            new Step(SmtpCommand.END_OF_DATA, "C* end of data", "S: 250 taken"));

    /** What goes wrong, and how it is to be understood. */
    enum Misfortune {
        CLOSES("close", "CONNECTION_LOST at "),
        RESETS("reset", "CONNECTION_LOST at "),
        CLOSES_IN_THE_MIDDLE_OF_A_LINE("S! 25\nclose", "CONNECTION_LOST at "),
        SAYS_421("S: 421 4.3.2 Going down\nclose", ""),
        SPEAKS_NOISE("S! \\0\\0 7 \\r\\n\nstall", "PROTOCOL_ERROR at "),
        ENDS_NO_LINE("S! 250 " + "x".repeat(ReplyReader.LINE_OCTETS_MAX) + "\nstall", "PROTOCOL_ERROR at "),
        ENDS_NO_REPLY("S: 250-more\n".repeat(ReplyReader.LINES_MAX) + "stall", "PROTOCOL_ERROR at "),
        SAYS_A_BYTE_AT_A_TIME("drip", "REPLY_TIMED_OUT at "),
        STALLS("stall", "REPLY_TIMED_OUT at ");

        private final String script;
        private final String understood;

        Misfortune(String script, String understood) {
            this.script = script;
            this.understood = understood;
        }

        String understoodAt(SmtpCommand command) {
            if (this == SAYS_421) {
                return command + " 421 4.3.2 Going down";
            }
            return understood + command + (command == SmtpCommand.END_OF_DATA ? ", maybe accepted" : "");
        }

        /** Only what waits for its time has little of it, so that a slow machine fails no other. */
        SmtpTimeouts timeoutsAt(SmtpCommand command) {
            return switch (this) {
                case SAYS_A_BYTE_AT_A_TIME, STALLS ->
                    hastyAt(
                            switch (command) {
                                case CONNECT, DATA, END_OF_DATA -> command;
                                case EHLO, STARTTLS, AUTH, MAIL, RCPT, RSET, QUIT -> SmtpCommand.MAIL;
                            });
                case CLOSES,
                        RESETS,
                        CLOSES_IN_THE_MIDDLE_OF_A_LINE,
                        SAYS_421,
                        SPEAKS_NOISE,
                        ENDS_NO_LINE,
                        ENDS_NO_REPLY -> patient();
            };
        }
    }

    private static final Map<SmtpCommand, String> UNTIL = new EnumMap<>(SmtpCommand.class);

    static {
        StringBuilder dialogue = new StringBuilder();
        for (Step step : STEPS) {
            dialogue.append(step.asked()).append(step.asked().isEmpty() ? "" : "\n");
            UNTIL.put(step.command(), dialogue.toString());
            dialogue.append(step.answered()).append('\n');
        }
    }

    static Stream<Arguments> everywhere() {
        return STEPS.stream()
                .flatMap(step ->
                        Arrays.stream(Misfortune.values()).map(misfortune -> Arguments.of(step.command(), misfortune)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void isUnderstood(SmtpCommand command, Misfortune misfortune) throws IOException {
        try (ScriptedServer server = new ScriptedServer(UNTIL.get(command) + misfortune.script)) {
            use(settings(misfortune.timeoutsAt(command), LIMITS), server.address());

            assertEquals(misfortune.understoodAt(command), summary(attempt()));
            assertEquals(command == SmtpCommand.END_OF_DATA ? 1 : 0, handedOver.get());
        }
    }
}
