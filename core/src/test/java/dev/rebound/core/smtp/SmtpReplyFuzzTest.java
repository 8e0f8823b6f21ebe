package dev.rebound.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any text at all is read as a reply or refused, and what was read is written so that it reads the same. */
class SmtpReplyFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyTextIsReadOrRefused(byte[] reply) {
        fuzzerTestOneInput(reply);
    }

    /** The same for the fuzzer's own command line. */
    public static void fuzzerTestOneInput(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        EnhancedStatus.find(text);
        Optional<SmtpReply> read = SmtpReply.parse(text);
        if (read.isEmpty()) {
            return;
        }
        SmtpReply reply = read.get();
        reply.enhancedStatus();
        SmtpReply again = SmtpReply.parse(reply.wireText()).orElseThrow(() -> new AssertionError("not a reply again"));
        if (again.code() != reply.code()
                || again.lines().size() != reply.lines().size()) {
            throw new AssertionError("another reply");
        }
    }
}
