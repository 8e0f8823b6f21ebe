package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void tagsGoAndBlocksBecomeLines() {
        assertEquals("\na\n\nb c", HtmlText.of("<p>a</p><p><b>b</b>\n  c").replace("\n\n\n", "\n\n"));
    }

    @Test
    void scriptsStylesAndCommentsLeaveNothing() {
        assertEquals("xy", HtmlText.of("x<script>if (a<b) alert('</p>')</script><style>p{}</style><!-- <p> -->y"));
    }

    @Test
    void entitiesAreDecodedAndUnknownOnesKept() {
        assertEquals("<a@b.example> & \u4e2d &bogus; &", HtmlText.of("&lt;a@b.example&gt; &amp; &#x4e2d; &bogus; &"));
    }

    @Test
    void anAddressInBracketsIsNoTag() {
        assertEquals("<ann@example.org> failed", HtmlText.of("<ann@example.org> failed"));
    }
}
