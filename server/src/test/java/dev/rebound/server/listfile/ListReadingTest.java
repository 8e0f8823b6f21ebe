package dev.rebound.server.listfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.classify.Classifier;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkEntry.Bounced;
import dev.rebound.engine.bulk.BulkEntry.NoMoreMail;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.FreshFolder;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people get them from other systems, read into a change. */
@SuppressWarnings("NullAway.Init") // filled before each test
final class ListReadingTest {

    @TempDir
    Path folder;

    private Store store;
    private BulkChanges changes;
    private AccountId account;

    @BeforeEach
    void open() {
        store = Store.open(FreshFolder.at(folder.resolve("data")), StoreSettings.standard());
        changes = new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), WorldClock.system());
        account = store.accounts().create("Acme", Instant.EPOCH);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** What was read of a file. */
    private record Result(BulkChange change, List<String> says, List<String> bad) {}

    private Result read(byte[] content, BulkKind kind, Optional<ListSource> form) throws IOException {
        Path file = Files.write(folder.resolve("list"), content);
        BulkId id = changes.begin(new BulkOrder(account, kind, "ann", "list", Optional.empty()));
        boolean good = new ListReading(changes, Classifier.builtIn()::classify)
                .read(new ListReading.Task(id, kind, file, form), lines -> {});
        if (good) {
            changes.ready(id);
        }
        return new Result(
                changes.find(account, id).orElseThrow(),
                changes.lines(id, Optional.empty(), Optional.empty(), 100).stream()
                        .map(line -> said(line.entry()))
                        .toList(),
                changes.badLines(id, 0, 100).stream().map(ListReadingTest::said).toList());
    }

    private Result read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), BulkKind.IMPORT, Optional.empty());
    }

    private static String said(BulkEntry entry) {
        String what = switch (entry.says()) {
            case BulkEntry.Named ignored -> "named";
            case Bounced bounced -> bounced.reason() + " " + said(bounced.said()) + " " + bounced.original();
            case NoMoreMail wish -> "no more mail " + said(wish.said()) + " " + wish.original();
        };
        return entry.line() + " " + entry.address().value() + " " + what;
    }

    private static String said(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse("-");
    }

    private static String said(BadLine line) {
        return line.line() + " " + line.problem();
    }

    private static void assertSource(ListSource source, Result result) {
        assertEquals(Optional.of(source), result.change().order().source());
        assertEquals(Optional.empty(), result.change().problem());
    }

    @Test
    void theAnswerOfSesIsRead() throws IOException {
        Result result = read("""
                {"SuppressedDestinationSummaries": [
                  {"EmailAddress": "ann@shop.example", "Reason": "BOUNCE", "LastUpdateTime": "2025-04-10T21:03:05Z"},
                  {"EmailAddress": "bob@shop.example", "Reason": "COMPLAINT", "LastUpdateTime": 1744319000.5}
                ], "NextToken": "abc"}
                {"SuppressedDestinationSummaries": [
                  {"EmailAddress": "cyd@shop.example", "Reason": "BOUNCE"}]}
                """);

        assertSource(ListSource.SES, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example OTHER 2025-04-10T21:03:05Z BOUNCE",
                        "3 bob@shop.example no more mail 2025-04-10T21:03:20.500Z COMPLAINT",
                        "6 cyd@shop.example OTHER - BOUNCE"),
                result.says());
    }

    @Test
    void theLinesThatSesTakesAreRead() throws IOException {
        Result result = read("ann@shop.example,BOUNCE\nbob@shop.example,COMPLAINT\n");

        assertSource(ListSource.SES, result);
        assertEquals(
                List.of("1 ann@shop.example OTHER - BOUNCE", "2 bob@shop.example no more mail - COMPLAINT"),
                result.says());
    }

    @Test
    void repliesThatSendGridKeptGoThroughOurRules() throws IOException {
        Result result = read("""
                status,reason,email,created
                5.1.1,"550 5.1.1 The email account that you tried to reach does not exist",ann@gone.example,1743465600
                4.2.2,"452 4.2.2 The email account is over quota, please try again later",bob@full.example,1743465600
                ,,cyd@shop.example,2025-04-01 10:00:00
                """);

        assertSource(ListSource.SENDGRID, result);
        assertEquals(
                List.of(
                        "2 ann@gone.example UNKNOWN_USER 2025-04-01T00:00:00Z 5.1.1 550 5.1.1 The email account that you"
                                + " tried to reach does not exist",
                        "4 cyd@shop.example OTHER 2025-04-01T10:00:00Z "),
                result.says());
        assertEquals(List.of("3 SOFT_BOUNCE"), result.bad());
    }

    @Test
    void whoReportedSpamOrUnsubscribedAtSendGridWantsNoMoreMail() throws IOException {
        assertEquals(
                List.of("1 ann@shop.example no more mail 2025-04-01T00:00:00Z spam report"),
                read("[{\"created\":1743465600,\"email\":\"ann@shop.example\",\"ip\":\"192.0.2.1\"}]")
                        .says());
        assertEquals(
                List.of("2 ann@shop.example no more mail 2025-04-01T00:00:00Z unsubscribe"),
                read("email,created\nann@shop.example,1743465600\n").says());
    }

    @Test
    void theThreeListsOfMailgunAreRead() throws IOException {
        Result bounces = read("""
                address,code,error,created_at
                ann@shop.example,550,No such mailbox,"Fri, 21 Oct 2011 11:02:55 GMT"
                """);
        Result unsubscribes = read("{\"items\":[{\"address\":\"bob@shop.example\",\"tags\":[\"*\"],"
                + "\"created_at\":\"Fri, 21 Oct 2011 11:02:55 UTC\"}]}");
        Result complaints = read("address,created_at\ncyd@shop.example,\"Fri, 21 Oct 2011 11:02:55 +0000\"\n");

        assertSource(ListSource.MAILGUN, bounces);
        assertEquals(
                List.of("2 ann@shop.example UNKNOWN_USER 2011-10-21T11:02:55Z 550 No such mailbox"), bounces.says());
        assertSource(ListSource.MAILGUN, unsubscribes);
        assertEquals(List.of("1 bob@shop.example no more mail 2011-10-21T11:02:55Z unsubscribe"), unsubscribes.says());
        assertEquals(List.of("2 cyd@shop.example no more mail 2011-10-21T11:02:55Z complaint"), complaints.says());
    }

    @Test
    void theDumpOfPostmarkIsRead() throws IOException {
        Result result = read("""
                {"Suppressions": [
                 {"EmailAddress": "ann@shop.example", "SuppressionReason": "HardBounce", "Origin": "Recipient",
                  "CreatedAt": "2019-12-10T08:58:33-05:00"},
                 {"EmailAddress": "bob@shop.example", "SuppressionReason": "ManualSuppression", "Origin": "Customer",
                  "CreatedAt": "2019-12-10T08:58:33-05:00"}]}
                """);

        assertSource(ListSource.POSTMARK, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example OTHER 2019-12-10T13:58:33Z HardBounce Recipient",
                        "4 bob@shop.example no more mail 2019-12-10T13:58:33Z ManualSuppression Customer"),
                result.says());
    }

    @Test
    void theListOfSparkPostIsRead() throws IOException {
        Result result = read("""
                {"results": [
                 {"recipient": "ann@shop.example", "type": "transactional", "source": "Bounce Rule",
                  "description": "550 5.1.1 no such user here", "created": "2025-01-02T03:04:05+00:00"},
                 {"recipient": "bob@shop.example", "type": "non_transactional", "source": "List Unsubscribe"}],
                 "total_count": 2}
                """);

        assertSource(ListSource.SPARKPOST, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example UNKNOWN_USER 2025-01-02T03:04:05Z 550 5.1.1 no such user here",
                        "4 bob@shop.example no more mail - List Unsubscribe"),
                result.says());
    }

    @Test
    void cleanedAndUnsubscribedMembersOfMailchimpAreRead() throws IOException {
        Result result = read("""
                Email Address,First Name,OPTIN_TIME,CLEAN_TIME,UNSUB_TIME,UNSUB_REASON,LEID
                ann@shop.example,Ann,2020-01-01 00:00:00,2021-02-03 04:05:06,,,1
                bob@shop.example,Bob,2020-01-01 00:00:00,,2021-02-03 04:05:06,NO_LONGER,2
                cyd@shop.example,Cyd,2020-01-01 00:00:00,,,,3
                """);

        assertSource(ListSource.MAILCHIMP, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example OTHER 2021-02-03T04:05:06Z cleaned",
                        "3 bob@shop.example no more mail 2021-02-03T04:05:06Z unsubscribed NO_LONGER"),
                result.says());
        assertEquals(List.of("4 NOTHING_AGAINST"), result.bad());
    }

    @Test
    void contactsOfHubSpotAreReadAndOneMayHaveBouncedAndUnsubscribed() throws IOException {
        Result result = read("""
                Record ID,Email,Email hard bounce reason,Unsubscribed from all email
                1,ann@shop.example,Unknown user,true
                2,bob@shop.example,MAILBOX_FULL,false
                3,cyd@shop.example,,
                """);

        assertSource(ListSource.HUBSPOT, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example UNKNOWN_USER - Unknown user",
                        "2 ann@shop.example no more mail - unsubscribed from all email",
                        "3 bob@shop.example MAILBOX_FULL - MAILBOX_FULL"),
                result.says());
        assertEquals(List.of("4 NOTHING_AGAINST"), result.bad());
    }

    @Test
    void aListOfNothingButAddressesIsRead() throws IOException {
        Result result = read("ann@shop.example\r\n\r\nnobody\r\n\"bob@shop.example\"\r\n");

        assertSource(ListSource.PLAIN, result);
        assertEquals(List.of("1 ann@shop.example OTHER - ", "4 bob@shop.example OTHER - "), result.says());
        assertEquals(List.of("3 MALFORMED_ADDRESS"), result.bad());
        assertEquals(4, result.change().figures().lines());
    }

    @Test
    void aPlainTableIsReadWhateverItsDelimiter() throws IOException {
        Result result = read("""
                E-Mail;Grund;Reason;Date
                ann@shop.example;x;unknown user;2025-01-02
                bob@shop.example;x;soft bounce;
                cyd@shop.example;x;Unsubscribed;
                dan@shop.example;x;"552 5.2.2 mailbox
                 full";
                ;x;bounce;
                eve@shop.example;x;"never closed;
                """);

        assertSource(ListSource.PLAIN, result);
        assertEquals(
                List.of(
                        "2 ann@shop.example UNKNOWN_USER 2025-01-02T00:00:00Z unknown user",
                        "4 cyd@shop.example no more mail - Unsubscribed",
                        "5 dan@shop.example MAILBOX_FULL - 552 5.2.2 mailbox full"),
                result.says());
        assertEquals(List.of("3 SOFT_BOUNCE", "7 NO_ADDRESS", "8 QUOTES"), result.bad());
    }

    @Test
    void utf16AndPackedFilesAreRead() throws IOException {
        byte[] wide = "\ufeffemail,reason\nann@shop.example,bounce\n".getBytes(StandardCharsets.UTF_16LE);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(wide);
        }

        assertEquals(
                List.of("2 ann@shop.example OTHER - bounce"),
                read(packed.toByteArray(), BulkKind.IMPORT, Optional.empty()).says());
    }

    @Test
    void jsonThatBreaksOffSaysWhere() throws IOException {
        Result result = read("[{\"email\":\"ann@shop.example\",\"reason\":\"bounce\"},\n{\"email\":\"bo");

        assertEquals(List.of("1 ann@shop.example OTHER - bounce"), result.says());
        assertEquals(List.of("2 NOT_JSON"), result.bad());
    }

    @Test
    void objectsThatStandLineByLineAreRead() throws IOException {
        Result result =
                read("{\"address\":\"ann@shop.example\",\"reason\":\"SPAM\",\"since\":\"2025-01-02T00:00:00Z\"," + """
                "globallyBounced":false}
                {"address":"bob@shop.example","reason":"POLICY","globallyBounced":true}
                """);

        assertSource(ListSource.REBOUND, result);
        assertEquals(
                List.of("1 ann@shop.example SPAM 2025-01-02T00:00:00Z SPAM", "2 bob@shop.example POLICY - POLICY"),
                result.says());
    }

    @Test
    void forUnbouncingOnlyTheAddressesCount() throws IOException {
        Result result = read(
                "email,reason\nann@shop.example,soft bounce\nbob@shop.example,\n".getBytes(StandardCharsets.UTF_8),
                BulkKind.UNBOUNCE,
                Optional.empty());

        assertEquals(List.of("2 ann@shop.example named", "3 bob@shop.example named"), result.says());
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'name,phone\nAnn,1\n', NOT_RECOGNISED",
        "'{\"error\": \"unauthorized\"}', NOT_RECOGNISED",
        "'\0\1\2\3', NOT_RECOGNISED"
    })
    void whatIsNoListIsToldApart(String text, FileProblem problem) throws IOException {
        assertEquals(Optional.of(problem), read(text).change().problem());
    }

    @Test
    void aFormThatSomebodyChoseIsNotReplacedByAnother() throws IOException {
        byte[] postmark = "EmailAddress,SuppressionReason\na@b.example,HardBounce\n".getBytes(StandardCharsets.UTF_8);

        assertEquals(
                Optional.of(FileProblem.NOT_RECOGNISED),
                read(postmark, BulkKind.IMPORT, Optional.of(ListSource.MAILGUN))
                        .change()
                        .problem());
        assertSource(ListSource.POSTMARK, read(postmark, BulkKind.IMPORT, Optional.of(ListSource.POSTMARK)));
    }

    @Test
    void whatAPackedFileUnpacksToIsLimited() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100_000]);
        }
        Path file = Files.write(folder.resolve("bomb"), packed.toByteArray());

        assertEquals(Optional.empty(), Unpacked.of(file, 99_999));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(2, left.count(), "the data folder and the file itself");
        }
    }
}
