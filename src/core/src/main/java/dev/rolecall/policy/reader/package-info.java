/**
 * How policy documents are read and checked: one class for each element of the language. {@link
 * dev.rolecall.policy.PolicyReader} is the way in.
 */
@NullMarked
package dev.rolecall.policy.reader;

import org.jspecify.annotations.NullMarked;
