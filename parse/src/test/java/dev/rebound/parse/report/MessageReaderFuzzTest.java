package dev.rebound.parse.report;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes at all are read: no exception, no more than the limits allow, nothing that cannot be shown. How to run it
 * for longer stands in CONTRIBUTING.
 */
class MessageReaderFuzzTest {

    private static final MessageReader READER = new MessageReader();

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreRead(byte[] message) {
        fuzzerTestOneInput(message);
    }

    /** The same for the fuzzer's own command line. */
    public static void fuzzerTestOneInput(byte[] content) {
        ReadMessage message = READER.read(content);
        check(message.kind() == message.report().kind(), "two kinds");
        check(message.report().recipients().size() <= DeliveryStatus.RECIPIENTS_MAX, "too many recipients");
        check(message.returnPaths().size() <= ReturnPaths.KEPT_MAX, "too many return paths");
        for (ReportedRecipient recipient : message.report().recipients()) {
            check(isClean(recipient.text()), "text with NUL or half a letter");
            check(recipient.address().stream().allMatch(MessageReaderFuzzTest::isClean), "broken address");
            check(recipient.diagnostic().status().equals(recipient.status()), "two statuses");
        }
        check(message.original().subject().stream().allMatch(MessageReaderFuzzTest::isClean), "broken subject");
    }

    private static boolean isClean(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
