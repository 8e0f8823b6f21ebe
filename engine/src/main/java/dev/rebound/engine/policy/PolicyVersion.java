package dev.rebound.engine.policy;

import dev.rebound.core.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy that an account has, or had.
 *
 * @param number from 1 on in each account; what an account begins with is no version
 * @param at when it was chosen
 * @param by who chose it
 * @param restores the version that was returned to by undoing a later one; 0 for what an account begins with
 * @param applied whether the account's whole history has been gone through with it
 */
public record PolicyVersion(
        int number, Policy policy, Instant at, String by, Optional<Integer> restores, boolean applied) {}
