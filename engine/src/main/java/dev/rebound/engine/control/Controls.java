package dev.rebound.engine.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.control.ControlStore.Owned;
import dev.rebound.engine.control.ControlStore.SampleUnderWay;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.lane.LaneStatus;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Use case: what people do to an email that is on its way. Every step is committed before it is answered, and
 * what takes longer is done by {@link #tick}, which starts from what is committed: a process that dies
 * in between goes on where it was.
 *
 * <p>Thread-safe; {@link #tick} is for one thread.
 */
public final class Controls {

    /** Messages left out in one transaction. */
    private static final int CHUNK = 500;
    /** Who did what Rebound does by itself. */
    private static final String BY_ITSELF = "rebound";

    private final ControlStore store;
    private final Emails emails;
    private final Sending sending;
    private final AuditLog audit;
    private final WorldClock clock;
    private final Delivery delivery;

    /** What controls tell delivery. */
    public interface Delivery {
        /** Messages of this email may be due. */
        void wake(EmailId email);

        /** Silent destinations may be asked again at once. */
        void probeNow();

        /** The destination of a domain; the domain itself as long as that is not known. */
        String destinationOf(String domain);

        /** How the destination of a domain stands; empty if nothing was sent there lately. */
        Optional<LaneStatus> laneOf(String domain);

        /** Until when our own warm-up lets nothing more of an email go to the destination of a domain. */
        Optional<Instant> withheldUntil(EmailId email, String domain);

        /** The same for any email. */
        Optional<Instant> withheldUntil(String domain);

        /** None runs in this process: what is changed is seen by the next one that does. */
        Delivery NONE = new Delivery() {
            @Override
            public void wake(EmailId email) {
                // Nobody is there to be woken.
            }

            @Override
            public void probeNow() {
                // Nobody probes.
            }

            @Override
            public String destinationOf(String domain) {
                return domain;
            }

            @Override
            public Optional<LaneStatus> laneOf(String domain) {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> withheldUntil(EmailId email, String domain) {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> withheldUntil(String domain) {
                return Optional.empty();
            }
        };
    }

    /**
     * What controls work with.
     *
     * @param sending starts what was scheduled and goes on with what waited
     */
    public record Parts(ControlStore store, Emails emails, Sending sending, AuditLog audit, WorldClock clock) {}

    public Controls(Parts parts, Delivery delivery) {
        this.store = parts.store();
        this.emails = parts.emails();
        this.sending = parts.sending();
        this.audit = parts.audit();
        this.clock = parts.clock();
        this.delivery = delivery;
    }

    /** Nothing of it goes out from now on; false if it is not being sent, or held already. */
    public boolean pause(AccountId account, EmailId email, String by) {
        return noted(store.hold(account, email, Hold.PAUSED), account, email, by, AuditAction.EMAIL_PAUSED);
    }

    /** Goes on after a pause; false if it is not paused. */
    public boolean resume(AccountId account, EmailId email, String by) {
        boolean resumed = store.release(account, email, Hold.PAUSED);
        if (resumed) {
            delivery.wake(email);
        }
        return noted(resumed, account, email, by, AuditAction.EMAIL_RESUMED);
    }

    /** Whoever has not got it will not; false if it is not being sent, or cancelled already. */
    public boolean cancel(AccountId account, EmailId email, String by) {
        return noted(store.hold(account, email, Hold.CANCELLED), account, email, by, AuditAction.EMAIL_CANCELLED);
    }

    /**
     * Sends a draft at a set time.
     *
     * @return why it cannot be; empty if it is scheduled
     */
    public List<EmailProblem> schedule(AccountId account, EmailId email, Instant startsAt, String by) {
        Optional<MarketingEmail> draft = emails.find(account, email);
        if (draft.isEmpty()) {
            return List.of(EmailProblem.NOT_A_DRAFT);
        }
        List<EmailProblem> problems = sending.problemsOf(account, draft.get().content());
        if (problems.isEmpty() && !store.schedule(account, email, startsAt)) {
            return List.of(EmailProblem.NOT_A_DRAFT);
        }
        noted(problems.isEmpty(), account, email, by, AuditAction.EMAIL_SCHEDULED);
        return problems;
    }

    /** Makes a scheduled email a draft again; false if it is none. */
    public boolean unschedule(AccountId account, EmailId email, String by) {
        return noted(store.unschedule(account, email), account, email, by, AuditAction.EMAIL_UNSCHEDULED);
    }

    /** Lets a draft be sent to a part first, or to everybody at once; false if it is no draft. */
    public boolean sampleFirst(AccountId account, EmailId email, Optional<Sample> sample) {
        return store.setSample(account, email, sample);
    }

    /** Sends to the rest, whatever became of the sample; false if there is no rest. */
    public boolean sendRest(AccountId account, EmailId email, String by) {
        boolean sent = store.sendRest(account, email);
        return noted(sent, account, email, by, AuditAction.EMAIL_REST_SENT);
    }

    /** Tries again now what would be tried later, and asks silent destinations again; how many messages it is. */
    public int retryNow(AccountId account, Scope scope, String by) {
        int messages = store.retryNow(account, scope, clock.instant());
        delivery.probeNow();
        if (messages > 0) {
            scope.email().ifPresent(delivery::wake);
            String what = Stream.of(
                            scope.email().map(email -> "email " + email),
                            scope.domain(),
                            scope.message().map(message -> "message " + message))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
            audit.append(new AuditEntry(clock.instant(), Optional.of(account), by, AuditAction.RETRIED_NOW, what, ""));
        }
        return messages;
    }

    /**
     * Tries again now all that waits for a destination.
     *
     * @param account whose messages; those of all if empty
     * @param domains of the destination
     * @return how many messages it is
     */
    public int retryDestination(Optional<AccountId> account, String name, List<String> domains, String by) {
        Instant now = clock.instant();
        int messages = domains.stream()
                .mapToInt(domain -> account.map(owner -> store.retryNow(
                                owner, new Scope(Optional.empty(), Optional.of(domain), Optional.empty()), now))
                        .orElseGet(() -> store.retryDomainNow(domain, now)))
                .sum();
        delivery.probeNow();
        if (messages > 0) {
            audit.append(new AuditEntry(now, account, by, AuditAction.RETRIED_NOW, name, ""));
        }
        return messages;
    }

    /** Starts what was scheduled, judges samples, goes on with accepting and cancelling. To be called about every second. */
    public void tick() {
        for (Owned owned : store.toStart(clock.instant())) {
            sending.startScheduled(owned.account(), owned.email());
        }
        store.samples().forEach(this::judge);
        sending.resumeUnfinished();
        for (EmailId email : store.beingCancelled()) {
            while (store.cancelNext(email, CHUNK, clock.instant()) == CHUNK) {
                Thread.onSpinWait();
            }
        }
    }

    /** A sample can only get worse, so what is over the limit of the whole stops it before its time. */
    private void judge(SampleUnderWay under) {
        AccountId account = under.owned().account();
        EmailId email = under.owned().email();
        EmailFigures figures = emails.totals(account, email);
        Sample sample = under.sample();
        boolean over = figures.hard() > sample.hardMax() * sample.size();
        boolean timeIsUp =
                under.until().filter(until -> !clock.instant().isBefore(until)).isPresent();
        if (over || (timeIsUp && figures.hard() > sample.hardMax() * figures.sent())) {
            noted(store.hold(account, email, Hold.REVIEW), account, email, BY_ITSELF, AuditAction.EMAIL_STOPPED);
        } else if (timeIsUp) {
            sendRest(account, email, BY_ITSELF);
        }
    }

    private boolean noted(boolean happened, AccountId account, EmailId email, String by, AuditAction action) {
        if (happened) {
            String name = emails.find(account, email)
                    .map(found -> found.content().name())
                    .orElse("");
            audit.append(new AuditEntry(clock.instant(), Optional.of(account), by, action, name, ""));
        }
        return happened;
    }
}
