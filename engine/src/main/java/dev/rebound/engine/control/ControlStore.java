package dev.rebound.engine.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: plans and holds of emails. Writes return after commit. */
public interface ControlStore {

    /** An email and whose it is. */
    record Owned(AccountId account, EmailId email) {}

    /**
     * A sample that is under way.
     *
     * @param until when it is judged; empty while it is being accepted
     */
    record SampleUnderWay(Owned owned, Sample sample, Optional<Instant> until) {}

    /** What is to be tried again now; all that is given must fit. */
    record Scope(Optional<EmailId> email, Optional<String> domain, Optional<MessageId> message) {}

    /** Sets or removes the sample of a draft; false if it is none. */
    boolean setSample(AccountId account, EmailId email, Optional<Sample> sample);

    /** Lets a draft be sent later; false if it is none. */
    boolean schedule(AccountId account, EmailId email, Instant startsAt);

    /** Makes a scheduled email a draft again; false if it is none. */
    boolean unschedule(AccountId account, EmailId email);

    /** Scheduled emails whose time has come, of every account. */
    List<Owned> toStart(Instant now);

    /** Holds an email that is being sent or has been; false if it is not, or is held for this or for good. */
    boolean hold(AccountId account, EmailId email, Hold hold);

    /** Ends a hold of this kind; false if there is none. */
    boolean release(AccountId account, EmailId email, Hold from);

    /** Samples under way whose email is not held, of every account. */
    List<SampleUnderWay> samples();

    /** Lets the rest of the recipients follow the sample, whether under review or not; false if there is no sample. */
    boolean sendRest(AccountId account, EmailId email);

    /** Cancelled emails with messages still in flight, or recipients not accepted yet, of every account. */
    List<EmailId> beingCancelled();

    /** Leaves out up to {@code limit} unclaimed messages of a cancelled email; how many it was. */
    int cancelNext(EmailId email, int limit, Instant at);

    /** Makes messages of an account due now; how many it was. */
    int retryNow(AccountId account, Scope scope, Instant now);

    /** Makes all messages to a domain due now, of every account; how many it was. */
    int retryDomainNow(String domain, Instant now);
}
