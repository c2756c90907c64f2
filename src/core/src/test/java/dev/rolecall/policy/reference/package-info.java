/**
 * A second evaluator: the rules of the IAM User Guide as plainly as they are written there, slow on
 * purpose, and without a line of the first one. It shares with it the JSON parser and {@link
 * dev.rolecall.policy.Caller}, nothing else. It is not for refusing documents: what it is given are
 * documents that have been accepted.
 */
@NullMarked
package dev.rolecall.policy.reference;

import org.jspecify.annotations.NullMarked;
