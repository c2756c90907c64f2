package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import java.util.Comparator;
import java.util.List;

/** A statement's {@code Principal} or {@code NotPrincipal}. */
public sealed interface Principals {
  /** One entry. */
  sealed interface Principal {}

  /** {@code *}. */
  record Anyone() implements Principal {}

  /** An account as a whole: its id or its root's ARN. */
  record Account(AccountId id) implements Principal {}

  /** A user, role, role session or federated user, by ARN. */
  record Named(String arn) implements Principal {}

  /** A user or role by its unique id, {@code AROA...}: one that was made again has another. */
  record UniqueId(String id) implements Principal {}

  /** An identity provider, by ARN or, for the built-in ones, by host. */
  record Federated(String provider) implements Principal {}

  record Service(String name) implements Principal {}

  /** How closely an entry means a caller; the later, the closer. */
  enum Match {
    NONE,
    /** Its account is meant, which may delegate. */
    ACCOUNT,
    /** Its role is meant. */
    ROLE,
    /** Everybody is. */
    ANYONE,
    /** Itself is, by name. */
    CALLER
  }

  /** These and no others; none where the list is empty. */
  record Listed(List<Principal> entries) implements Principals {
    public Listed {
      entries = List.copyOf(entries);
    }

    /** The closest match among the entries. */
    public Match match(Caller caller, RequestContext context) {
      return entries.stream()
          .map(entry -> PrincipalMatch.of(entry, caller, context))
          .max(Comparator.naturalOrder())
          .orElse(Match.NONE);
    }
  }

  /** All but these; for Deny only. */
  record Except(List<Principal> entries) implements Principals {
    public Except {
      entries = List.copyOf(entries);
    }
  }

  /** The policy's type has no principals: it belongs to whom it is attached to. */
  record Implied() implements Principals {}

  /** Whether this service is named; {@code *} names nobody. */
  default boolean nameService(String name) {
    return this instanceof Listed listed && listed.entries().contains(new Service(name));
  }

  /** Whether this identity provider is named; {@code *} names nobody. */
  default boolean nameProvider(String provider) {
    return this instanceof Listed listed && listed.entries().contains(new Federated(provider));
  }
}
