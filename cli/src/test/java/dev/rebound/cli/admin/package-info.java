/** Tests of the commands that administer an installation. */
@NullMarked
package dev.rebound.cli.admin;

import org.jspecify.annotations.NullMarked;
