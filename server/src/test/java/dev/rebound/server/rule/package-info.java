/**
 * Tests of the workbench and the rules' pages, over a running server. Start at
 * {@link dev.rebound.server.rule.WorkbenchTest}.
 */
@NullMarked
package dev.rebound.server.rule;

import org.jspecify.annotations.NullMarked;
