/**
 * The rules as people see them: the workbench, where a reply or a returned message is pasted and
 * everything about its verdict shown, the list of rules with a page for each, and their JSON twin.
 * Must not decide anything and keeps nothing of what was pasted. Start at
 * {@link dev.rebound.server.rule.WorkbenchPages}.
 */
@NullMarked
package dev.rebound.server.rule;

import org.jspecify.annotations.NullMarked;
