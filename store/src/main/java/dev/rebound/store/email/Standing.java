package dev.rebound.store.email;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a message came to; an empty text stands for nothing. */
record Standing(String status, String bounce, String reason, String notSent) {

    static Standing of(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("status"), row.getString("bounce"), row.getString("reason"), row.getString("not_sent"));
    }

    /** Why it bounced, is pending or was left out; empty if it has no reason. */
    String why() {
        return reason.isEmpty() ? notSent : reason;
    }
}
