package dev.rebound.engine.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {

    private static final Map<PersonalField, String> ANN = Map.of(
            PersonalField.FIRSTNAME, "Ann",
            PersonalField.LASTNAME, "",
            PersonalField.EMAIL, "ann@dept.example",
            PersonalField.UNSUBSCRIBE_LINK, "https://mail.example/unsubscribe/abc");

    private static String filled(String text) {
        return PersonalText.of(text).filledWith(ANN, PersonalText.LINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Hello {{firstname}}!; Hello Ann!",
                "Hello {{ FirstName }}!; Hello Ann!",
                "Hello {{contact.firstname}}!; Hello Ann!",
                "Dear {{lastname|friend}}; Dear friend",
                "Dear {{lastname}}.; Dear .",
                "{{firstname}}{{email}}; Annann@dept.example",
                "{{{firstname}}}; {Ann}",
                "a {{firstname; a {{firstname",
                "a }} b {{; a }} b {{",
                "{{nickname|you}} {{firstname}}; you Ann",
                "{{nick name}} {{firstname}}; {{nick name}} Ann",
                "x{{}}y; x{{}}y",
            })
    void fieldsAreFilledInAndTheRestStays(String text, String expected) {
        assertEquals(expected, filled(text));
    }

    @Test
    void whatIsFilledInIsNotLookedAtAgain() {
        Map<PersonalField, String> odd = Map.of(PersonalField.FIRSTNAME, "{{email}}", PersonalField.EMAIL, "secret");

        assertEquals("{{email}}", PersonalText.of("{{firstname}}").filledWith(odd, PersonalText.LINE));
    }

    @Test
    void aValueCannotLeaveItsPlaceInHtml() {
        Map<PersonalField, String> hostile =
                Map.of(PersonalField.FIRSTNAME, "\"><script>alert('x')</script>&", PersonalField.EMAIL, "a@b.example");
        String html =
                PersonalText.of("<a title=\"{{firstname}}\">{{firstname}}</a>").filledWith(hostile, PersonalText.HTML);

        assertFalse(html.contains("<script"), html);
        assertEquals(1, html.split("<a title=\"").length - 1);
        assertTrue(html.contains("&quot;&gt;&lt;script&gt;"), html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann\r\nBcc: x@y.example", "Ann\nBcc: x", "Ann\u0000", "Ann\u0085x", "\u007fAnn"})
    void aValueBringsNoLineBreakIntoAHeader(String name) {
        String subject = PersonalText.of("For {{firstname}}")
                .filledWith(Map.of(PersonalField.FIRSTNAME, name), PersonalText.LINE);

        assertTrue(subject.chars().noneMatch(Character::isISOControl), subject);
    }

    @Test
    void aFieldThatDoesNotExistIsNamedAndAStyleSheetIsNone() {
        PersonalText text = PersonalText.of("{{frstname|x}} @media{a{{color:red}}} {{ 1 + 1 }} {{email}}");

        assertEquals(List.of("frstname"), text.unknown(Set.of()));
    }

    @Test
    void aPropertyIsAFieldWhichIsKnownWhereTheAccountHasIt() {
        PersonalText text = PersonalText.of("{{company|your shop}}, {{contact.City}}, {{公司}}");
        Map<PersonalField, String> values = Map.of(new PersonalField("city"), "<Delft>", new PersonalField("公司"), "灯笼");

        assertEquals("your shop, &lt;Delft&gt;, 灯笼", text.filledWith(values, PersonalText.HTML));
        assertEquals(List.of(), text.unknown(Set.of("company", "city", "公司")));
        assertEquals(List.of("company", "公司"), text.unknown(Set.of("city")));
    }

    @Test
    void manyOpenBracesCostNoMoreThanTheirLength() {
        String braces = "{{".repeat(200_000) + "}}";

        assertEquals(braces, filled(braces));
    }

    @Test
    void aBodyTagThatIsNeverClosedCostsNoMoreThanItsLength() {
        EmailContent plain = content("s", "Hello", "<body ".repeat(300_000));
        EmailContent content = new EmailContent("n", "s", "Tea", "Shop", plain.from(), plain.text(), plain.html());

        assertTrue(PersonalContent.of(content).html(ANN).startsWith("<div style"));
    }

    @Test
    void aWayOutThatCannotBeSeenIsNone() {
        EmailContent plain = content("s", "Hello", "<p>Hello</p>");
        EmailContent content =
                new EmailContent("n", "s", "{{unsubscribe_link}}", "Shop", plain.from(), plain.text(), plain.html());

        assertTrue(PersonalContent.of(content).html(ANN).contains("<a href=\"https://mail.example/unsubscribe/abc\">"));
    }

    private static EmailContent content(String subject, String text, String html) {
        EmailAddress from = EmailAddress.parse("news@shop.example").orElseThrow();
        return new EmailContent("Spring", subject, "Shop", from, text, html);
    }

    @Test
    void thePreviewTextStandsUnseenBeforeEverythingElseInTheHtml() {
        EmailContent plain = content("s", "Hello", "<html><body class=x><h1>Hello</h1></body></html>");
        EmailContent content = new EmailContent(
                plain.name(),
                "s",
                "Tea & cake for {{firstname|you}}",
                "Shop",
                plain.from(),
                plain.text(),
                plain.html());

        String html = PersonalContent.of(content).html(ANN);

        assertTrue(html.startsWith("<html><body class=x><div style=\"display:none"), html);
        assertTrue(html.contains(">Tea &amp; cake for Ann&#847;"), html);
        assertTrue(html.indexOf("Tea &amp; cake") < html.indexOf("<h1>"), html);
        assertFalse(PersonalContent.of(content).text(ANN).contains("Tea"));
        assertTrue(PersonalContent.of(plain).html(ANN).startsWith("<html><body class=x><h1>"));
        assertEquals(
                Set.of("frstname"),
                PersonalContent.unknownFields(
                        new EmailContent("n", "s", "{{frstname}}", "Shop", plain.from(), "text", ""), Set.of()));
    }

    @Test
    void anEmailWithoutAWayOutGetsOneInBothParts() {
        PersonalContent content = PersonalContent.of(content("s", "Hello", "<html><BODY>İ Hello</BODY></html>"));

        assertTrue(content.text(ANN).contains("https://mail.example/unsubscribe/abc"));
        assertTrue(content.html(ANN).contains("<a href=\"https://mail.example/unsubscribe/abc\">"));
        assertTrue(content.html(ANN).endsWith("</p>\n</BODY></html>"), content.html(ANN));
    }

    @Test
    void anEmailThatHasOneIsLeftAlone() {
        PersonalContent content =
                PersonalContent.of(content("s", "Bye: {{unsubscribe_link}}", "<a href='{{unsubscribe_link}}'>bye</a>"));

        assertEquals("Bye: https://mail.example/unsubscribe/abc", content.text(ANN));
        assertEquals("<a href='https://mail.example/unsubscribe/abc'>bye</a>", content.html(ANN));
    }

    @Test
    void anEmptyPartStaysEmpty() {
        PersonalContent content = PersonalContent.of(content("s", "", "<p>Hello</p>"));

        assertEquals("", content.text(ANN));
    }

    @Test
    void unknownFieldsAreFoundInEveryPart() {
        assertEquals(
                Set.of("a", "b", "c"),
                PersonalContent.unknownFields(content("{{a}}", "{{b}}", "<p>{{c}}</p>"), Set.of()));
    }
}
