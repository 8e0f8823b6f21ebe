package dev.rebound.server.contact;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** May we send to these addresses? Asked by programs before they send, for contacts and others alike. */
public final class EligibilityApi implements Feature {

    private static final int ADDRESSES_MAX = 1_000;

    private final Contacts contacts;
    private final Ledger ledger;
    private final PolicyChanges policies;
    private final InstantSource clock;

    EligibilityApi(Contacts contacts, Ledger ledger, PolicyChanges policies, InstantSource clock) {
        this.contacts = contacts;
        this.ledger = ledger;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes).post("/eligibility", Permission.VIEW, this::check);
    }

    private void check(ApiCall call) throws IOException {
        List<JsonBuilder> answers = new ArrayList<>();
        for (String text : call.body("addresses").texts("addresses", ADDRESSES_MAX, ContactApi.ADDRESS_LENGTH_MAX)) {
            answers.add(
                    switch (AddressReader.read(text)) {
                        case AddressReader.Valid valid -> ofAddress(call, text, valid.address());
                        case AddressReader.Invalid invalid ->
                            answer(text, Optional.of(NotSentReason.INVALID_ADDRESS))
                                    .with("detail", call.wording().name(ContactProblem.of(invalid.problem())));
                    });
        }
        call.answer(JsonBuilder.object().with("items", answers));
    }

    private JsonBuilder ofAddress(ApiCall call, String text, EmailAddress address) {
        AccountId account = call.account();
        Instant now = clock.instant();
        AddressState state = ledger.state(address.key());
        Optional<ContactView> contact = contacts.findByAddress(account, address.key());
        Optional<NotSentReason> refusal = state.refusalFor(account, policies.current(account), now)
                .or(() -> contact.flatMap(view -> Eligibility.refusal(view, now)));
        JsonBuilder json = answer(text, refusal)
                .with("detail", refusal.map(why -> call.wording().meaning(why)))
                .with("contactId", contact.map(view -> view.contact().id()));
        Optional<Suppression> suppression =
                Optional.ofNullable(state.suppressions().get(account));
        return json.with("hardBounceReason", Eligibility.hardBounceReason(suppression));
    }

    private static JsonBuilder answer(String address, Optional<NotSentReason> refusal) {
        return JsonBuilder.object()
                .with("address", address)
                .with("eligible", refusal.isEmpty())
                .with("reason", refusal);
    }
}
