package dev.rebound.store.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.feed.ledger.JsonText;
import dev.rebound.feed.ledger.StandingCodec;

/** What an unbounce took away, as JSON in one column. */
public final class LiftedColumn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LiftedColumn() {}

    /** As stored. */
    public static String written(Lifted lifted) {
        return StandingCodec.write(new JsonText(), lifted).text();
    }

    /** As read. */
    public static Lifted read(String json) {
        try {
            return StandingCodec.lifted(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what an unbounce took away cannot be read", e);
        }
    }
}
