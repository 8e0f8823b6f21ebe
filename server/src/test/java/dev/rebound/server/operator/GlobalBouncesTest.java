package dev.rebound.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of global bounces says of an address that is asked for whether it is on it, and shows no other. */
class GlobalBouncesTest {

    private static final String PAGE = "/operator/global-bounces";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient operator;

    @BeforeEach
    void threeAccountsBouncedOneAddress() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        operator = new ApiClient(browser, "operator-key");
        AccountId third =
                office.store().accounts().create("Third", office.clock().instant());
        office.bounced(office.own(), "gone@x.example", "550 5.1.1 no such user");
        office.bounced(office.foreign(), "gone@x.example", "550 5.1.1 no such user");
        office.bounced(third, "gone@x.example", "550 5.1.1 no such user");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    @Test
    void theApiListsHashesAndAnswersForAnAddress() {
        JsonNode list = operator.get(PAGE).json();
        JsonNode found = operator.get(PAGE + "?address=Gone@x.example").json();
        JsonNode other = operator.get(PAGE + "?address=other@x.example").json();

        assertEquals(1, list.path("count").intValue());
        assertFalse(list.toString().contains("gone@x.example"), list.toString());
        assertEquals(list.at("/items/0"), found.at("/items/0"));
        assertEquals(3, found.at("/items/0/accounts").intValue());
        assertEquals(0, other.path("items").size());
        assertEquals(400, operator.get(PAGE + "?address=nobody").status());
        assertEquals(400, operator.get(PAGE + "?cursor=YQ").status());
    }

    @Test
    void thePageAnswersForAnAddressAndLiftsIt() {
        try (Browser olga = new Browser(office.port()).signIn("olga", Office.PASSWORD)) {
            String list = olga.get(PAGE).body();
            String found = olga.get(PAGE + "?address=gone@x.example").body();

            assertFalse(list.contains("gone@x.example"), list);
            assertTrue(found.contains("3 accounts count"), found);
            assertTrue(found.contains("/lift?address=gone%40x.example"), found);
            assertTrue(olga.get(PAGE + "?address=other@x.example").body().contains("is not bounced globally"));
            assertTrue(olga.get(PAGE + "?address=nobody").body().contains("not an email address"));
        }
    }
}
