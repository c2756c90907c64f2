package dev.rolecall.sts.limit;

import dev.rolecall.identity.AccountId;
import java.util.Optional;

/** Whose namespaces are. */
@FunctionalInterface
public interface Owners {
  /** The account that owns a namespace; empty where none does. */
  Optional<AccountId> ofNamespace(String namespace);
}
