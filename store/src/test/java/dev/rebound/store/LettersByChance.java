package dev.rebound.store;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailSubmission;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.engine.inbox.MailTrouble.Side;
import dev.rebound.engine.inbox.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A mail server that does one thing or another, and a process that dies in the middle of it now and then. */
final class LettersByChance implements MailSubmission {

    /** What may have reached somebody. */
    record Out(String to, String content, Instant at) {}

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final List<Out> out = new ArrayList<>();
    boolean kindly;

    private final Random random;
    private final InstantSource clock;

    LettersByChance(Random random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Optional<MailTrouble> test(MailEndpoint server, SignIn signIn) {
        return Optional.empty();
    }

    @Override
    public Handed hand(MailEndpoint server, SignIn signIn, Letter letter) {
        int chance = kindly ? 0 : random.nextInt(20);
        if (chance == 19) {
            return new Handed.NotHanded(new MailTrouble(Kind.NO_ANSWER, Side.SMTP, "away"));
        }
        if (chance == 18) {
            return new Handed.Refused(Diagnostic.ofText("550 5.1.1 no such user"));
        }
        if (chance == 17) {
            throw new Killed();
        }
        out.add(new Out(letter.to().text(), new String(letter.content(), StandardCharsets.UTF_8), clock.instant()));
        if (chance == 16) {
            throw new Killed();
        }
        if (chance == 15) {
            return new Handed.Unclear(new MailTrouble(Kind.CONNECTION_LOST, Side.SMTP, "hung up"));
        }
        return new Handed.Taken(Diagnostic.ofText("250 2.0.0 queued"));
    }
}
