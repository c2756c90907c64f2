/**
 * The guard's nftables rules, as text: a function of the settings, what the node has of control
 * groups, and the interfaces of its pods. Nothing here runs a program.
 */
@NullMarked
package dev.rolecall.agent.guard.rules;

import org.jspecify.annotations.NullMarked;
