package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.PropertyUse;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A data folder of every earlier schema is opened by this version, and nothing in it is lost.
 */
class UpgradeTest {

    private static final AddressKey GONE = new AddressKey("gone@x.example");
    private static final AccountId ONE = new AccountId(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.rebound.store.database.EarlierFolder#versions")
    void everyEarlierSchemaIsBroughtUpToDateWithAllThatIsInIt(String version) throws Exception {
        Path data = EarlierFolder.of(version, folder);

        try (Store store = Store.open(data, StoreSettings.standard())) {
            Verification verification = store.ledger().verify();
            assertEquals(List.of(), verification.differences());
            assertEquals(9, verification.events());
            assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), store.suppressions().counts(ONE));
            assertEquals(3, store.suppressions().findGlobal(GONE).orElseThrow().accounts());
            ContactView gone = store.contacts().findByAddress(ONE, GONE).orElseThrow();
            assertTrue(gone.globalSince().isPresent(), "its hash is not that of its address");
            RecipientDetail detail =
                    store.recipients().detail(ONE, new MessageId(1)).orElseThrow();
            assertEquals(
                    "550 5.1.1 no such user",
                    detail.steps()
                            .getLast()
                            .evidence()
                            .orElseThrow()
                            .diagnostic()
                            .text());
            assertEquals(1, store.quarantine().count());
            Instant later = Instant.parse("2300-01-01T00:00:00Z");
            assertEquals(1, store.ledger().expireOverdue(later, 10).join());
            assertTrue(store.ledger().verify().agrees());
        }
    }

    @Test
    void whatTablesThatCameLaterHeldIsThereToo() throws Exception {
        Path data = EarlierFolder.newest(folder);

        try (Store store = Store.open(data, StoreSettings.standard())) {
            assertEquals(1, store.webhooks().list(ONE).size());
            assertEquals(1, store.emailFiles().list(ONE, new EmailId(1)).size());
        }
    }

    @Test
    void contactsAreFoundByThePropertiesThatTheyHadBefore() throws Exception {
        Path data = EarlierFolder.newest(folder);

        try (Store store = Store.open(data, StoreSettings.standard())) {
            for (String search : List.of("lant", "delft gmbh", "gone lantern")) {
                assertEquals(1, store.contacts().count(ONE, search), search);
            }
            HasProperty company = new HasProperty("company", "the lantern gmbh");
            assertEquals(1, store.contacts().count(ONE, new ContactFilter("", Optional.of(company))));
            assertEquals(
                    List.of(
                            new PropertyUse("city", 1, Optional.empty()),
                            new PropertyUse("company", 1, Optional.empty())),
                    store.contacts().propertyUses(ONE));
        }
    }
}
