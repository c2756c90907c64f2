package dev.rolecall.operator.state;

import dev.rolecall.identity.AccountId;

/** Whose a namespace is. */
public sealed interface Ownership {
  record Owned(AccountId account) implements Ownership {}

  /** No Account claims it, or more than one. */
  record Nobodys() implements Ownership {}

  /** One Account claims it, and cannot be read: nothing is changed by a slip of the pen. */
  record Undecided() implements Ownership {}
}
