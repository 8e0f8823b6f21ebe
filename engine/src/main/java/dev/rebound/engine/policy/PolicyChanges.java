package dev.rebound.engine.policy;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Reassessment;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.policy.PolicyPreview.Change;
import dev.rebound.engine.policy.PolicyPreview.Example;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: an account decides what its bounces do. It sees beforehand what would change, the change is audited,
 * and it is undone by going through the history again with the policy there was before.
 *
 * <p>A policy holds from the moment it is chosen. What came back earlier follows in portions: the first
 * {@value #AT_ONCE_MAX} addresses before {@link #change} returns, the rest on a thread of its own. What that leaves, because
 * the store failed or the process ended, {@link #finish} goes on with, behind the last portion.
 */
public final class PolicyChanges {

    /** Addresses gone through in one transaction. */
    private static final int PORTION = 500;

    private static final int AT_ONCE_MAX = 5_000;
    private static final int VERSIONS_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PolicyChanges.class);

    private final Policies policies;
    private final AuditLog audit;
    private final WorldClock clock;

    public PolicyChanges(Policies policies, AuditLog audit, WorldClock clock) {
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /** The account's policy. */
    public Policy current(AccountId account) {
        return policies.current(account);
    }

    /** The policies it chose, the newest first. */
    public List<PolicyVersion> versions(AccountId account) {
        return policies.versions(account, VERSIONS_MAX);
    }

    /** What this policy would change. */
    public PolicyPreview preview(AccountId account, Policy proposed) {
        Policy current = policies.current(account);
        Counting counting = new Counting(account, current, proposed, clock.instant());
        policies.forEachBounced(account, counting::see);
        long global = current.heedsGlobal() == proposed.heedsGlobal() ? 0 : policies.contactsBouncedGlobally(account);
        return new PolicyPreview(counting.freed, counting.suppressed, counting.examples, global, counting.looked);
    }

    /** What an account holds against addresses now, and would. */
    private static final class Counting {
        private final AccountId account;
        private final Policy current;
        private final Policy proposed;
        private final Instant now;
        private final Map<Reason, Long> freed = new EnumMap<>(Reason.class);
        private final Map<Reason, Long> suppressed = new EnumMap<>(Reason.class);
        private final List<Example> examples = new ArrayList<>();
        private long looked;

        Counting(AccountId account, Policy current, Policy proposed, Instant now) {
            this.account = account;
            this.current = current;
            this.proposed = proposed;
            this.now = now;
        }

        void see(AddressKey address, AddressState state) {
            looked++;
            Optional<Suppression> held = state.suppression(account).filter(this::refuses);
            Optional<Suppression> would =
                    Reassessment.of(state, account, proposed, now).suppression().filter(this::refuses);
            boolean mailable = held.isEmpty() && !isLeftOut(state, current);
            boolean wouldBe = would.isEmpty() && !isLeftOut(state, proposed);
            if (held.isPresent() && wouldBe) {
                count(freed, held.get().reason(), address, Change.FREED);
            } else if (mailable && would.isPresent()) {
                count(suppressed, would.get().reason(), address, Change.SUPPRESSED);
            }
        }

        private static boolean isLeftOut(AddressState state, Policy policy) {
            return policy.heedsGlobal() && state.globalSince().isPresent();
        }

        private boolean refuses(Suppression suppression) {
            return suppression.isInForce(now) && !suppression.mayBeProbed(now);
        }

        private void count(Map<Reason, Long> counts, Reason reason, AddressKey address, Change change) {
            if (counts.merge(reason, 1L, Long::sum) <= PolicyPreview.EXAMPLES_MAX) {
                examples.add(new Example(address, change, reason));
            }
        }
    }

    /** Has the account go by this policy; returns after commit, at the latest when the first portions are through. */
    public PolicyVersion change(AccountId account, Policy policy, String by) {
        return choose(account, policy, by, Optional.empty());
    }

    /**
     * Returns to the policy there was before a version; returns as {@link #change} does.
     *
     * @return empty if there is no such version
     */
    public Optional<PolicyVersion> undo(AccountId account, int version, String by) {
        if (policies.version(account, version).isEmpty()) {
            return Optional.empty();
        }
        int former = version - 1;
        Policy policy =
                policies.version(account, former).map(PolicyVersion::policy).orElseGet(Policy::standard);
        return Optional.of(choose(account, policy, by, Optional.of(former)));
    }

    private PolicyVersion choose(AccountId account, Policy policy, String by, Optional<Integer> restores) {
        Instant now = clock.instant();
        PolicyVersion chosen = policies.choose(account, policy, by, now, restores);
        audit.append(new AuditEntry(
                now,
                Optional.of(account),
                by,
                AuditAction.POLICY_CHANGED,
                Integer.toString(chosen.number()),
                restores.map(former -> "\u21a9 " + former).orElse("")));
        int through = 0;
        int portion;
        do {
            portion = policies.applyNext(account, PORTION, now);
            through += portion;
        } while (portion > 0 && through < AT_ONCE_MAX);
        if (portion > 0) {
            Thread.ofVirtual().name("policy-" + account).start(() -> finishOf(account));
        }
        return policies.version(account, chosen.number()).orElse(chosen);
    }

    /** Goes on with whatever has not been gone through; returns when all is. */
    public void finish() {
        policies.unfinished().forEach(this::finishOf);
    }

    private void finishOf(AccountId account) {
        try {
            while (policies.applyNext(account, PORTION, clock.instant()) > 0) {
                LOG.debug("A portion of the history has been gone through with a new policy account={}", account);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("A new policy has not been applied to the whole history; it goes on later account={}", account, e);
        }
    }
}
