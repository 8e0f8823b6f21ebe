package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFile.Problem;
import dev.rebound.engine.email.EmailFiles.Entry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of emails' files promises. */
abstract class EmailFilesContract extends PortContract {

    private static EmailFile file(String name, int octets) {
        byte[] content = new byte[octets];
        java.util.Arrays.fill(content, (byte) octets);
        return new EmailFile(name, content);
    }

    private EmailId draft(AccountId account) {
        return ports.emails()
                .create(
                        account,
                        new EmailDraft(World.content("Spring"), new Selection.Everybody()),
                        Optional.empty(),
                        World.NOON);
    }

    @Test
    void aFileIsReadBackAsItWasPutAndOneOfItsNameReplacesIt() {
        AccountId account = world.account();
        EmailId email = draft(account);
        ports.emailFiles().put(account, email, file("a.pdf", 10));
        ports.emailFiles().put(account, email, file("b.png", 20));

        assertEquals(Optional.empty(), ports.emailFiles().put(account, email, file("a.pdf", 30)));

        assertEquals(
                List.of(new Entry("a.pdf", 30), new Entry("b.png", 20)),
                ports.emailFiles().list(account, email));
        assertArrayEquals(
                file("a.pdf", 30).content(),
                ports.emailFiles().contents(email).getFirst().content());
    }

    @Test
    void allFilesTogetherAreLimitedInNumberAndSize() {
        AccountId account = world.account();
        EmailId email = draft(account);
        for (int i = 0; i < EmailFile.FILES_MAX; i++) {
            assertEquals(Optional.empty(), ports.emailFiles().put(account, email, file("f" + i, 1)));
        }

        assertEquals(Optional.of(Problem.TOO_MANY), ports.emailFiles().put(account, email, file("one more", 1)));
        assertEquals(
                Optional.of(Problem.TOO_LARGE),
                ports.emailFiles().put(account, email, file("f0", EmailFile.OCTETS_MAX - 1)));
        assertEquals(
                EmailFile.FILES_MAX, ports.emailFiles().list(account, email).size());
    }

    @Test
    void anEmailThatWasSentKeepsItsFilesAsTheyWere() {
        AccountId account = world.account();
        EmailId email = draft(account);
        ports.emailFiles().put(account, email, file("a.pdf", 10));
        ports.emails().startSending(account, email, World.NOON);

        assertEquals(Optional.of(Problem.NOT_A_DRAFT), ports.emailFiles().put(account, email, file("b.pdf", 10)));
        assertFalse(ports.emailFiles().remove(account, email, "a.pdf"));
    }

    @Test
    void aCloneHasTheFilesOfItsOriginal() {
        AccountId account = world.account();
        EmailId email = draft(account);
        ports.emailFiles().put(account, email, file("a.pdf", 10));

        EmailId clone = ports.emails()
                .create(
                        account,
                        new EmailDraft(World.content("Clone"), new Selection.Everybody()),
                        Optional.of(email),
                        World.NOON);
        assertTrue(ports.emailFiles().remove(account, email, "a.pdf"));

        assertEquals(List.of(new Entry("a.pdf", 10)), ports.emailFiles().list(account, clone));
    }

    @Test
    void anotherAccountSeesAndChangesNothing() {
        AccountId account = world.account();
        AccountId other = world.account();
        EmailId email = draft(account);
        ports.emailFiles().put(account, email, file("a.pdf", 10));

        assertEquals(List.of(), ports.emailFiles().list(other, email));
        assertEquals(
                Optional.empty(), ports.emailFiles().find(other, email, "a.pdf").map(EmailFile::name));
        assertFalse(ports.emailFiles().remove(other, email, "a.pdf"));
        assertEquals(Optional.of(Problem.NOT_A_DRAFT), ports.emailFiles().put(other, email, file("b.pdf", 1)));
    }
}
