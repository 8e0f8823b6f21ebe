package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.once.KeptAnswers.Answer;
import dev.rebound.engine.once.KeptAnswers.CallKey;
import dev.rebound.engine.once.KeptAnswers.Known;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises about answers that are kept by keys. */
abstract class KeptAnswersContract extends PortContract {

    private static final Answer ANSWER = new Answer(201, Optional.of("/emails/7"), "{\"id\":\"7\"}");

    private CallKey call = new CallKey(new AccountId(1), "k-1");
    private CallKey theirs = call;

    @BeforeEach
    void makeAccounts() {
        call = new CallKey(world.account(), "k-1");
        theirs = new CallKey(world.account(), "k-1");
    }

    private Known begin(CallKey key, String fingerprint) {
        return ports.keptAnswers().begin(key, fingerprint, World.NOON);
    }

    @Test
    void aCallIsFreshOnce() {
        assertEquals(new Known.Fresh(), begin(call, "f"));
        assertEquals(new Known.Begun(World.NOON), begin(call, "f"));
        assertEquals(new Known.OtherCall(), begin(call, "g"));
    }

    @Test
    void anAnswerIsGivenAgainAlsoAfterARestart() {
        begin(call, "f");
        ports.keptAnswers().finish(call, ANSWER);
        ports.close();
        ports = open(folder);

        assertEquals(new Known.Answered(ANSWER), begin(call, "f"));
        assertEquals(new Known.OtherCall(), begin(call, "g"));
    }

    @Test
    void theSameKeyOfAnotherAccountIsAnotherCall() {
        begin(call, "f");

        assertEquals(new Known.Fresh(), begin(theirs, "f"));
    }

    @Test
    void aCallThatChangedNothingCanBeMadeAgainEvenOtherwise() {
        begin(call, "f");
        ports.keptAnswers().abandon(call);

        assertEquals(new Known.Fresh(), begin(call, "g"));
    }

    @Test
    void whatWasAnsweredIsNotAbandoned() {
        begin(call, "f");
        ports.keptAnswers().finish(call, ANSWER);
        ports.keptAnswers().abandon(call);

        assertEquals(new Known.Answered(ANSWER), begin(call, "f"));
    }

    @Test
    void oldAnswersAreForgottenAndYoungOnesKept() {
        begin(call, "f");
        ports.keptAnswers().begin(theirs, "f", World.NOON.plus(Duration.ofHours(1)));

        assertEquals(1, ports.keptAnswers().forgetBefore(World.NOON.plusSeconds(1), 10));

        assertEquals(new Known.Fresh(), begin(call, "f"));
        assertEquals(new Known.Begun(World.NOON.plus(Duration.ofHours(1))), begin(theirs, "f"));
    }
}
