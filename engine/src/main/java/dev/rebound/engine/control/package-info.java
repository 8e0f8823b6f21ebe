/**
 * What people do to an email that is on its way: pause, resume, cancel, schedule, judge a sample, try again now, and see what waits
 * for what. Must not know SQL or SMTP. Start at
 * {@link dev.rebound.engine.control.Controls} and {@link dev.rebound.engine.control.WaitingQueue}.
 */
@NullMarked
package dev.rebound.engine.control;

import org.jspecify.annotations.NullMarked;
