package dev.rebound.engine.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.SignInThrottle;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.memory.HandClock;
import dev.rebound.engine.submission.SubmissionDesk.SignIn;
import dev.rebound.engine.submission.SubmissionRules.Refused;
import dev.rebound.engine.submission.SubmittedMail.Asks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What programs may do, and under which name it is counted. */
class SubmittingTest {

    private static final AccountId SHOP = new AccountId(7);
    private static final AccountId BANK = new AccountId(8);
    private static final Submitter SUBMITTER = new Submitter(SHOP, "key");

    private final HandClock clock = new HandClock();
    private final List<String> names = new ArrayList<>();
    private final List<EmailId> told = new ArrayList<>();
    private final CompletableFuture<EmailId> commit = new CompletableFuture<>();

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private Submitting submitting(SubmissionRules rules) {
        Map<String, ApiKey> keys = Map.of("secret", key(SHOP), "other", key(BANK));
        return new Submitting(
                new Submitting.Parts(
                        new Kept(), secret -> Optional.ofNullable(keys.get(secret)), new SignInThrottle(clock)),
                rules,
                clock,
                told::add);
    }

    private static ApiKey key(AccountId account) {
        return new ApiKey(
                1, account, "key", Set.of(KeyScope.SUBMISSION), Optional.empty(), ApiKey.Life.from(Instant.EPOCH));
    }

    private static SubmittedMail mail(Optional<String> stream) {
        EmailAddress from = address("shop@there.example");
        return new SubmittedMail(from, "Hi", "<1@there.example>", stream, Asks.NOTHING, new byte[0], List.of(from));
    }

    /** Everybody but {@code gone@} may be sent to. */
    private final class Kept implements Submissions {

        @Override
        public CompletableFuture<EmailId> accept(Submitter who, SubmittedMail mail, String emailName, Instant at) {
            names.add(emailName);
            return commit;
        }

        @Override
        public Optional<NotSentReason> refusalOf(AccountId account, AddressKey address, Instant now) {
            return address.value().startsWith("gone@")
                    ? Optional.of(NotSentReason.PREVIOUSLY_BOUNCED)
                    : Optional.empty();
        }

        @Override
        public Optional<SubmittedContent> contentOf(MessageId message) {
            return Optional.empty();
        }

        @Override
        public List<SubmittedMessage> page(AccountId account, Optional<MessageId> before, int limit) {
            return List.of();
        }

        @Override
        public List<SubmittedMessage> withHeaderId(AccountId account, String headerId, int limit) {
            return List.of();
        }

        @Override
        public int forgetBefore(Instant moment, int limit) {
            return 0;
        }
    }

    @Test
    void aKeySignsInAsItsAccountAndAsNoOther() {
        Submitting desk = submitting(SubmissionRules.STANDARD);

        assertEquals(new SignIn.Granted(SUBMITTER), desk.signIn("7", "secret", "192.0.2.1"));
        assertEquals(new SignIn.Wrong(), desk.signIn("8", "secret", "192.0.2.1"));
        assertEquals(new SignIn.Wrong(), desk.signIn("7", "guess", "192.0.2.1"));
        assertEquals(new SignIn.Wrong(), desk.signIn("", "", "192.0.2.1"));
    }

    @Test
    void whoGuessesIsNotHeardForAQuarterOfAnHourNotEvenWithTheRightKey() {
        Submitting desk = submitting(SubmissionRules.STANDARD);
        for (int i = 0; i < SignInThrottle.FAILURES_OF_LOGIN_MAX; i++) {
            assertEquals(new SignIn.Wrong(), desk.signIn("7", "guess", "192.0.2.1"));
        }

        assertEquals(new SignIn.TooMany(), desk.signIn("7", "secret", "192.0.2.1"));
        assertInstanceOf(SignIn.Granted.class, desk.signIn("7", "secret", "192.0.2.2"));
        clock.turn(SignInThrottle.WINDOW.plusSeconds(1));
        assertInstanceOf(SignIn.Granted.class, desk.signIn("7", "secret", "192.0.2.1"));
    }

    @Test
    void mailIsCountedByStreamAndDayAndDeliveryIsToldAfterTheCommit() {
        Submitting desk = submitting(SubmissionRules.STANDARD);

        CompletableFuture<Void> taken = desk.take(SUBMITTER, mail(Optional.empty()));
        assertFalse(taken.isDone());
        assertEquals(List.of(), told);
        commit.complete(new EmailId(3));
        taken.join();
        desk.take(SUBMITTER, mail(Optional.of("Receipts"))).join();

        String day = clock.instant().toString().substring(0, 10);
        assertEquals(List.of("SMTP " + day, "Receipts " + day), names);
        assertEquals(List.of(new EmailId(3), new EmailId(3)), told);
    }

    @Test
    void whoMayNotBeSentToIsRefusedOrLeftToBeRecorded() {
        SubmissionRules record = new SubmissionRules(Refused.RECORD, Map.of());

        assertEquals(
                Optional.of(NotSentReason.PREVIOUSLY_BOUNCED),
                submitting(SubmissionRules.STANDARD).refusalOf(SUBMITTER, address("gone@x.example")));
        assertEquals(Optional.empty(), submitting(record).refusalOf(SUBMITTER, address("gone@x.example")));
    }

    @Test
    void aDomainGivenToAnAccountIsItsAloneAndItHasNoOther() {
        Submitting desk = submitting(new SubmissionRules(Refused.REFUSE, Map.of(SHOP, List.of("shop.example"))));
        Submitter bank = new Submitter(BANK, "key");

        assertTrue(desk.mayWriteFrom(SUBMITTER, address("a@shop.example")));
        assertTrue(desk.mayWriteFrom(SUBMITTER, address("a@news.Shop.example")));
        assertFalse(desk.mayWriteFrom(SUBMITTER, address("a@myshop.example")));
        assertFalse(desk.mayWriteFrom(SUBMITTER, address("a@bank.example")));
        assertFalse(desk.mayWriteFrom(bank, address("a@news.shop.example")));
        assertTrue(desk.mayWriteFrom(bank, address("a@bank.example")));
    }
}
