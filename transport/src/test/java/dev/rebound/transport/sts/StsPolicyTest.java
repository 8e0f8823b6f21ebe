package dev.rebound.transport.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StsPolicyTest {

    private static final String GOOD = """
            version: STSv1
            mode: enforce
            mx: mail.there.example
            mx: *.There.example
            max_age: 604800
            """;

    @Test
    void aPolicyIsReadWithEitherLineEnd() {
        StsPolicy expected = new StsPolicy(
                StsPolicy.Mode.ENFORCE, Duration.ofDays(7), List.of("mail.there.example", "*.there.example"));
        assertEquals(Optional.of(expected), StsPolicy.parse(GOOD));
        assertEquals(Optional.of(expected), StsPolicy.parse(GOOD.replace("\n", "\r\n") + "new_key: x\r\nnonsense"));
    }

    @Test
    void aStarStandsForExactlyOneLabel() {
        StsPolicy policy = StsPolicy.parse(GOOD).orElseThrow();
        assertTrue(policy.names("mail.there.example"));
        assertTrue(policy.names("a.there.example"));
        assertFalse(policy.names("a.b.there.example"));
        assertFalse(policy.names("there.example"));
        assertFalse(policy.names(".there.example"));
        assertFalse(policy.names("a.elsewhere.example"));
    }

    @Test
    void aDomainThatGivesItUpNeedsNoHosts() {
        StsPolicy policy = StsPolicy.parse("version: STSv1\nmode: none\nmax_age: 9999999999\n")
                .orElseThrow();
        assertEquals(StsPolicy.Mode.NONE, policy.mode());
        assertEquals(Duration.ofSeconds(31_557_600), policy.maxAge());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>not found</html>",
                "mode: enforce\nmx: a.example\nmax_age: 60",
                "version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 60",
                "version: STSv1\nmode: force\nmx: a.example\nmax_age: 60",
                "version: STSv1\nmode: enforce\nmax_age: 60",
                "version: STSv1\nmode: enforce\nmx: a.example",
                "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: -1",
                "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: soon"
            })
    void whatIsNoPolicyIsNone(String file) {
        assertEquals(Optional.empty(), StsPolicy.parse(file));
    }
}
