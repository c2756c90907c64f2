/** sts and agents as child processes on loopback. */
@NullMarked
package dev.rolecall.cli.local;

import org.jspecify.annotations.NullMarked;
