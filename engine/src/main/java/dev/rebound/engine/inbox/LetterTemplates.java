package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: templates of one-to-one emails. Every method sees one account only. Writes return after commit. */
public interface LetterTemplates {

    /** Most of one account. */
    int COUNT_MAX = 500;

    /** What is kept of one, and who says so. */
    record Draft(String name, OneToOneText text, String by, Instant at) {}

    /** By name. */
    List<LetterTemplate> all(AccountId account);

    Optional<LetterTemplate> find(AccountId account, LetterTemplateId id);

    /** Adds one; empty if another has the name. */
    Optional<LetterTemplate> add(AccountId account, Draft draft);

    /** Changes one; empty if another has the name, or there is none. */
    Optional<LetterTemplate> change(AccountId account, LetterTemplateId id, Draft draft);

    /** False if there is none. What was written from it stays. */
    boolean remove(AccountId account, LetterTemplateId id);
}
