package dev.rebound.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.email.EmailProblem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneToOneTextTest {

    @Test
    void aSignatureStandsBelowTextAndHtmlAndIsEscapedThere() {
        OneToOneText signed =
                new OneToOneText("S", "Hello\n\n", "<body><p>Hello</p></body>").signed("Sam <Hill>\nHere");

        assertEquals("Hello\n\nSam <Hill>\nHere\n", signed.text());
        assertEquals("<body><p>Hello</p><p>Sam &lt;Hill&gt;<br>Here</p>\n</body>", signed.html());
    }

    @Test
    void aPartThatIsNotThereIsNotSigned() {
        assertEquals("", OneToOneText.plain("S", "Hello").signed("Sam").html());
        assertEquals("", new OneToOneText("S", "", "<p>x</p>").signed("Sam").text());
    }

    @Test
    void whatCannotBeSentIsNamed() {
        assertEquals(
                List.of(EmailProblem.NO_SUBJECT, EmailProblem.NO_BODY),
                OneToOneText.plain(" ", "\n").problems(Set.of()));
        assertEquals(
                List.of(EmailProblem.CONTROL_CHARACTER),
                OneToOneText.plain("Hi\r\nBcc: v@x.example", "x").problems(Set.of()));
        assertEquals(
                List.of(EmailProblem.UNKNOWN_FIELD),
                OneToOneText.plain("Hi", "{{firstnam}}").problems(Set.of()));
        assertEquals(
                List.of("firstnam"), OneToOneText.plain("Hi", "{{firstnam}}").unknownFields(Set.of()));
    }

    @Test
    void whoOffersAWayOutIsKnown() {
        assertTrue(OneToOneText.plain("S", "{{unsubscribe_link}}").offersWayOut());
        assertFalse(OneToOneText.plain("S", "Hello").offersWayOut());
    }
}
