package dev.rebound.stream.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.stream.fold.FoldSettings.Global;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class FoldSettingsTest {

    @Test
    void accountsCountForEverUnlessAWindowIsSet() {
        assertEquals(GlobalRule.standard(), ruleOf(FoldSettings.standardSettings()));
    }

    @Test
    void theWindowOfTheGlobalListReachesTheMachineThatDecides() throws Exception {
        FoldSettings standard = FoldSettings.standardSettings();
        FoldSettings settings = new FoldSettings(
                standard.standard(),
                new HashMap<>(),
                new Global(4, Duration.ofDays(30)),
                standard.patience(),
                standard.remember(),
                standard.asOf());

        FoldSettings there = InstantiationUtil.clone(settings);

        assertEquals(new GlobalRule(4, Optional.of(Duration.ofDays(30))), ruleOf(there));
    }

    private static GlobalRule ruleOf(FoldSettings settings) {
        return settings.rulebook(new AccountId(1)).global();
    }
}
