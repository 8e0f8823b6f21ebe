package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.store.FreshFolder;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactImportTest {

    @TempDir
    private Path folder;

    private final List<RefusedLine> refused = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // made before every test
    private Store store;

    @SuppressWarnings("NullAway.Init")
    private AccountId account;

    @BeforeEach
    void open() {
        store = Store.open(FreshFolder.at(folder.resolve("data")), StoreSettings.standard());
        account = store.accounts().create("Lantern Books", Instant.now());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ImportStatus take(String text, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("contacts.csv"), text.getBytes(charset));
        return new ContactImport(store.contacts(), Instant::now, account, refused::add, status -> {})
                .run(file, Optional.empty(), Optional.empty(), Set.of("company"));
    }

    private List<String> names() {
        return store.contacts().page(account, "", Optional.empty(), 100).stream()
                .map(ContactView::contact)
                .map(contact -> contact.email().text() + " " + contact.name())
                .toList();
    }

    @Test
    void goodLinesAreKeptAndBrokenOnesNamedByNumber() throws IOException {
        take("""
                Email,First name,Last name
                kim@dept.example,Kim,Lee
                not an address,Bad,Line
                "a@b.example\r\nRCPT TO:<v@x.example>",Smug,Gler
                lee@dept.example,Lee,Moss
                """, StandardCharsets.UTF_8);

        assertEquals(List.of("kim@dept.example Kim Lee", "lee@dept.example Lee Moss"), names());
        assertEquals(3, refused.getFirst().line());
        assertEquals(2, refused.size());
    }

    @Test
    void chineseHeadingsAndOldEncodingsAreRead() throws IOException {
        take("邮箱;名;姓\nyang@dept.example;洋;杨\n", Charset.forName("GB18030"));

        assertEquals(List.of("yang@dept.example 杨洋"), names());
    }

    @Test
    void aColumnCalledLikeAPropertyIsOneAndABadValueIsRefused() throws IOException {
        take("""
                email,Company,Town
                kim@dept.example,"Lantern
                Books",Delft
                lee@dept.example,,Delft
                bad@dept.example,turned \u202e round,Delft
                """, StandardCharsets.UTF_8);

        assertEquals(
                List.of(Map.of("company", "Lantern Books"), Map.of()),
                store.contacts().page(account, "", Optional.empty(), 100).stream()
                        .map(view -> view.contact().properties().values())
                        .toList());
        assertEquals(
                ContactProblem.PROPERTY_CONTROL_CHARACTER, refused.getFirst().problem());
    }

    @Test
    void theSameFileTwiceLeavesTheSameContacts() throws IOException {
        String file = "email\nkim@dept.example\nKIM@dept.example\n";
        take(file, StandardCharsets.UTF_8);
        ImportStatus again = take(file, StandardCharsets.UTF_8);

        assertEquals(1, names().size());
        assertEquals(0, again.added());
    }

    @Test
    void aFileWithoutAddressesChangesNothing() throws IOException {
        ImportStatus status = take("name,town\nKim,Delft\n", StandardCharsets.UTF_8);

        assertTrue(status.stage().isOver());
        assertEquals(List.of(), names());
    }
}
