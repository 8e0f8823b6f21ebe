package dev.rebound.stream.fold;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.known.KnownWriter;
import dev.rebound.stream.state.Holding;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.util.Collector;

/** What is told of an event, and of the difference between two states. */
final class Tellings {

    private Tellings() {}

    static void tell(LedgerEvent event, long email, Collector<Told> out) {
        String address = event.address().value();
        out.collect(Told.of(Output.LEDGER, address, KnownWriter.event(event, email)));
        KnownWriter.verdict(event, email).ifPresent(verdict -> out.collect(Told.of(Output.VERDICTS, address, verdict)));
    }

    static void tell(AddressKey address, AddressState before, Holding holding, Collector<Told> out) {
        AddressState after = holding.state();
        after.messages().forEach((id, message) -> {
            if (before.message(id).filter(message::equals).isEmpty()) {
                out.collect(Told.of(
                        Output.MESSAGES, id.toString(), KnownWriter.message(address, id, message, holding.email(id))));
            }
        });
        tellSuppressions(address, before.suppressions(), after.suppressions(), out);
        if (!before.globalSince().equals(after.globalSince())) {
            out.collect(after.globalSince()
                    .map(since -> Told.of(Output.GLOBALS, address.value(), KnownWriter.global(address, since)))
                    .orElseGet(() -> Told.gone(Output.GLOBALS, address.value())));
        }
    }

    private static void tellSuppressions(
            AddressKey address,
            Map<AccountId, Suppression> before,
            Map<AccountId, Suppression> after,
            Collector<Told> out) {
        TreeSet<AccountId> accounts = new TreeSet<>(before.keySet());
        accounts.addAll(after.keySet());
        for (AccountId account : accounts) {
            Suppression held = after.get(account);
            String key = account + " " + address.value();
            if (held == null) {
                out.collect(Told.gone(Output.SUPPRESSIONS, key));
            } else if (!held.equals(before.get(account))) {
                out.collect(Told.of(Output.SUPPRESSIONS, key, KnownWriter.suppression(address, account, held)));
            }
        }
    }
}
