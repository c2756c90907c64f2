/** Decisions for services that accept Rolecall's credentials. */
@NullMarked
package dev.rolecall.sts.authorize;

import org.jspecify.annotations.NullMarked;
