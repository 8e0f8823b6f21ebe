package dev.rebound.store.ledger;

import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.engine.ledger.TlsState.CertificateState;

/**
 * How a dialogue was protected, as one column: {@code CLEAR}, or protocol, cipher, state of the certificate and
 * what was asked for, with blanks between. One column, because every delivery writes it and nothing searches it.
 */
final class TlsColumn {

    private static final String CLEAR = "CLEAR";

    private TlsColumn() {}

    static String written(TlsState state) {
        return switch (state) {
            case TlsState.Clear ignored -> CLEAR;
            case TlsState.Encrypted tls ->
                "%s %s %s %s".formatted(tls.protocol(), tls.cipher(), tls.certificate(), tls.demand());
        };
    }

    static TlsState read(String text) {
        if (text.equals(CLEAR)) {
            return new TlsState.Clear();
        }
        String[] parts = text.split(" ", -1);
        return new TlsState.Encrypted(
                parts[0], parts[1], CertificateState.valueOf(parts[2]), TlsDemand.valueOf(parts[3]));
    }
}
