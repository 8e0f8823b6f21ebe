package dev.rebound.server.demo;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.email.EmailContent;
import java.util.List;

/**
 * An account of the demo and what it sends.
 *
 * @param name of the account
 * @param people how many contacts it has
 * @param emails the first is sent at once, the others later in the story
 */
record SampleAccount(String name, int people, List<EmailContent> emails) {

    static List<SampleAccount> all() {
        return List.of(fernhill(), harbour(), qinghe());
    }

    private static SampleAccount fernhill() {
        EmailAddress from = address("news@fernhill.example");
        return new SampleAccount(
                "Fernhill Garden Supply",
                1_000,
                List.of(
                        new EmailContent(
                                "Spring catalogue",
                                "The spring catalogue is here",
                                "Fernhill Garden Supply",
                                from,
                                """
                                Hello {{firstname|there}},

                                the new catalogue has 412 pages, 38 kinds of tomato and one very good spade.
                                Have a look: https://fernhill.example/spring

                                Yours, the gardeners of Fernhill
                                """,
                                html(
                                        "The spring catalogue is here",
                                        "412 pages, 38 kinds of tomato and one very good spade.",
                                        "https://fernhill.example/spring",
                                        "Open the catalogue")),
                        new EmailContent(
                                "Last frost reminder",
                                "The last frost is behind us",
                                "Fernhill Garden Supply",
                                from,
                                """
                                Hello {{firstname|there}},

                                the last night frost is over: you can plant out now.
                                What to plant first: https://fernhill.example/plant-out

                                Yours, the gardeners of Fernhill
                                """,
                                html(
                                        "The last frost is behind us",
                                        "You can plant out now.",
                                        "https://fernhill.example/plant-out",
                                        "What to plant first")),
                        tomatoWeek(from)));
    }

    private static EmailContent tomatoWeek(EmailAddress from) {
        return new EmailContent(
                "Tomato week",
                "It is tomato week",
                "Fernhill Garden Supply",
                from,
                """
                Hello {{firstname|there}},

                38 kinds of tomato are on the bench, and all of them are looking for a garden.
                See them: https://fernhill.example/tomatoes

                Yours, the gardeners of Fernhill
                """,
                html(
                        "It is tomato week",
                        "38 kinds of tomato are on the bench.",
                        "https://fernhill.example/tomatoes",
                        "See them"));
    }

    private static SampleAccount harbour() {
        return new SampleAccount(
                "Harbour Lane Books",
                300,
                List.of(new EmailContent(
                        "March reading list",
                        "Twelve books for March",
                        "Harbour Lane Books",
                        address("hello@harbourlane.example"),
                        """
                        Good morning {{firstname|friend}},

                        twelve books we could not put down: https://harbourlane.example/march

                        See you in the shop!
                        """,
                        html(
                                "Twelve books for March",
                                "All of them kept somebody here awake.",
                                "https://harbourlane.example/march",
                                "See the list"))));
    }

    private static SampleAccount qinghe() {
        return new SampleAccount(
                "青禾茶业",
                300,
                List.of(new EmailContent(
                        "明前新茶",
                        "明前新茶上市了",
                        "青禾茶业",
                        address("news@qinghe.example"),
                        """
                        您好：

                        今年的明前龙井已经到店，数量不多。
                        查看新茶：https://qinghe.example/new

                        青禾茶业
                        """,
                        html("明前新茶上市了", "今年的明前龙井已经到店，数量不多。", "https://qinghe.example/new", "查看新茶"))));
    }

    private static String html(String title, String text, String link, String linkText) {
        return """
               <!doctype html>
               <html>
               <body>
               <h1>%s</h1>
               <p>%s</p>
               <p><a href="%s">%s</a></p>
               </body>
               </html>
               """.formatted(title, text, link, linkText);
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
