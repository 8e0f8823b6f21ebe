package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.SignedInPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page says of an installation's own rules. */
class OwnRulesTest extends SignedInPages {

    private static final String GOOD = """
            [pack]
            title = "Ours"

            [[rule]]
            id = "our-gateway-refuses"
            reason = "POLICY"
            fault = "RECEIVER"
            source = "our gateway"
            note = "What our own gateway says."
            match.any = ["zorblax gateway refuses"]
            examples = ["550 zorblax gateway refuses this"]
            counter-examples = ["550 zorblax gateway is gone"]
            """;

    @Override
    protected void lay(Path empty) throws IOException {
        Files.createDirectories(empty.resolve("rules"));
        Files.writeString(empty.resolve("rules/ours.toml"), GOOD);
    }

    @Test
    void anOwnRuleIsListedAndCounted() {
        String page = mara.get("/rules?search=zorblax").body();

        assertTrue(page.contains("our-gateway-refuses"), page);
        assertTrue(page.contains("with 1 own rule and 0 switched off"), page);
        assertFalse(page.contains(folder.toString()), "where the folder lies is the operator's to know");
    }

    @Test
    void aBrokenFileIsShownWithItsPlaceAndTheOldRulesStay() throws IOException {
        Files.writeString(folder.resolve("rules/ours.toml"), GOOD.replace("reason =", "reson ="));
        world.rules.reload();

        String page = mara.get("/rules?search=zorblax").body();

        assertTrue(page.contains("ours.toml:6:"), page);
        assertTrue(page.contains("our-gateway-refuses"), "what was in force stays");
    }
}
