/**
 * The certificates of the webhooks and of sts: an authority of Rolecall's own, its leaves, and
 * their renewal.
 */
@NullMarked
package dev.rolecall.operator.tls;

import org.jspecify.annotations.NullMarked;
