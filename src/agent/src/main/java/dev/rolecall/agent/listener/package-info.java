/**
 * The node's addresses: who may connect, which requests are let in, and whom each is from as far as
 * the kernel tells.
 */
@NullMarked
package dev.rolecall.agent.listener;

import org.jspecify.annotations.NullMarked;
