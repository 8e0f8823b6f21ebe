package dev.rebound.server.webhook;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.WebhookCaller;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.server.session.SecretToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Use case: somebody looks after the webhooks of an account, by page or by REST; changes are audited. Thread-safe. */
final class WebhookDesk {

    /** Longest address, in characters. */
    static final int URL_LENGTH_MAX = 2_000;

    /** Dead letters shown of a webhook. */
    static final int LETTERS_MAX = 100;

    private final Webhooks webhooks;
    private final WebhookCaller caller;
    private final AuditLog audit;
    private final InstantSource clock;
    private final boolean plainAllowed;

    /**
     * @param plainAllowed whether addresses may begin with http, for a rehearsal or receivers in one's own network
     */
    WebhookDesk(Webhooks webhooks, WebhookCaller caller, AuditLog audit, InstantSource clock, boolean plainAllowed) {
        this.webhooks = webhooks;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
        this.plainAllowed = plainAllowed;
    }

    /** Why an address cannot be called. */
    enum UrlProblem {
        /** It is no address, or has a user, a fragment or no host. */
        NO_URL,
        /** It does not begin with https. */
        NOT_SECURE,
        /** The account has as many webhooks as it may. */
        TOO_MANY
    }

    /** What is wrong with an address for a new webhook, if anything is. */
    Optional<UrlProblem> problemOf(AccountId account, String url) {
        Optional<URI> read = read(url);
        if (read.isEmpty()) {
            return Optional.of(UrlProblem.NO_URL);
        }
        if (!"https".equalsIgnoreCase(read.get().getScheme()) && !plainAllowed) {
            return Optional.of(UrlProblem.NOT_SECURE);
        }
        return webhooks.list(account).size() >= Webhooks.COUNT_MAX
                ? Optional.of(UrlProblem.TOO_MANY)
                : Optional.empty();
    }

    private static Optional<URI> read(String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            boolean isPlain = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535
                    && text.length() <= URL_LENGTH_MAX
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
            return isHttp && isPlain ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Adds one whose address has no {@linkplain #problemOf problem}. */
    Webhook create(AccountId account, String url, Set<EventType> types, String by) {
        URI read = read(url).orElseThrow(() -> new IllegalArgumentException("the caller has checked the address"));
        WebhookId id = webhooks.create(account, read, SecretToken.create(), types, clock.instant());
        note(account, by, AuditAction.WEBHOOK_CREATED, url, "");
        return webhooks.find(account, id).orElseThrow();
    }

    List<Webhook> list(AccountId account) {
        return webhooks.list(account);
    }

    Optional<Webhook> find(AccountId account, long id) {
        return webhooks.find(account, new WebhookId(id));
    }

    void pause(Webhook webhook, boolean paused, String by) {
        if (webhooks.pause(webhook.account(), webhook.id(), paused)) {
            change(webhook, by, paused ? "paused" : "resumed");
        }
    }

    void rewind(Webhook webhook, Instant since, String by) {
        if (webhooks.rewind(webhook.account(), webhook.id(), since)) {
            change(webhook, by, "set back to " + since);
        }
    }

    void remove(Webhook webhook, String by) {
        if (webhooks.remove(webhook.account(), webhook.id())) {
            note(
                    webhook.account(),
                    by,
                    AuditAction.WEBHOOK_REMOVED,
                    webhook.url().toString(),
                    "");
        }
    }

    /** Calls it without events; what went wrong, in words, or nothing. */
    Optional<String> test(Webhook webhook) {
        return caller.test(webhook);
    }

    List<DeadLetter> deadLetters(Webhook webhook) {
        return webhooks.deadLetters(webhook.account(), webhook.id(), LETTERS_MAX);
    }

    Optional<DeadLetter> deadLetter(Webhook webhook, long letter) {
        return webhooks.deadLetter(webhook.account(), webhook.id(), letter);
    }

    /** Tells it of a dead letter's events once more; what went wrong, in words, or nothing. */
    Optional<String> replay(Webhook webhook, DeadLetter letter, String by) {
        Optional<String> problem = caller.replay(webhook, letter);
        if (problem.isEmpty()) {
            change(webhook, by, "told again of " + letter.events() + " events");
        }
        return problem;
    }

    void forget(Webhook webhook, DeadLetter letter, String by) {
        if (webhooks.removeDeadLetter(webhook.account(), webhook.id(), letter.id())) {
            change(webhook, by, "forgot " + letter.events() + " events that could not be told");
        }
    }

    private void change(Webhook webhook, String by, String detail) {
        note(webhook.account(), by, AuditAction.WEBHOOK_CHANGED, webhook.url().toString(), detail);
    }

    private void note(AccountId account, String by, AuditAction action, String subject, String detail) {
        audit.append(new AuditEntry(clock.instant(), Optional.of(account), by, action, subject, detail));
    }
}
