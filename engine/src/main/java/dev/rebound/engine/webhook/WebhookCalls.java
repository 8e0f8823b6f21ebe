package dev.rebound.engine.webhook;

import java.net.URI;
import java.util.Map;

/** Port: calls an address that somebody has named, and goes nowhere else than there. */
public interface WebhookCalls {

    /** What came of a call. */
    sealed interface Answer {

        /**
         * The receiver answered.
         *
         * @param status of HTTP
         */
        record Replied(int status) implements Answer {

            /** Whether it took what it was told. */
            public boolean isTaken() {
                return status >= 200 && status < 300;
            }
        }

        /**
         * It was not reached, or did not answer.
         *
         * @param why in words for people
         */
        record Unreached(String why) implements Answer {}
    }

    /** Posts a body; blocks the calling (virtual) thread, for a bounded time. Redirects are not followed. */
    Answer post(URI url, Map<String, String> headers, byte[] body);
}
