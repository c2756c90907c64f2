package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement's {@code Principal} or {@code NotPrincipal}. */
public sealed interface Principals {
  /** One entry; its text is the policy's. */
  sealed interface Principal {}

  /** {@code *}. */
  record Anyone() implements Principal {
    @Override
    public String toString() {
      return "*";
    }
  }

  /**
   * An account as a whole: its id or its root's ARN.
   *
   * @param partition of the ARN, since each has accounts of its own; null where the id alone is
   *     named, which means the account of the caller's partition
   */
  record Account(AccountId id, @Nullable String partition) implements Principal {
    @Override
    public String toString() {
      return partition == null ? id.value() : "arn:" + partition + ":iam::" + id.value() + ":root";
    }
  }

  /** A user, role, role session or federated user, by ARN. */
  record Named(Arn arn) implements Principal {
    @Override
    public String toString() {
      return arn.toString();
    }
  }

  /** A user or role by its unique id, {@code AROA...}: one that was made again has another. */
  record UniqueId(String id) implements Principal {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * A role or a role's session by ARN, which has the unique id besides: whoever took the name over
   * is not meant. Policies do not write it; it is what a name was found to mean.
   *
   * @param id of the role, {@code AROA...}
   */
  record Identified(Named named, String id) implements Principal {
    @Override
    public String toString() {
      return named + " (" + id + ")";
    }
  }

  /** An identity provider, by ARN or, for the built-in ones, by host. */
  record Federated(String provider) implements Principal {
    @Override
    public String toString() {
      return provider;
    }
  }

  record Service(String name) implements Principal {
    @Override
    public String toString() {
      return name;
    }
  }

  /** How closely an entry means a caller; the later, the closer. */
  enum Match {
    NONE,
    /** Its account is meant, which may delegate. */
    ACCOUNT,
    /** What its session was made from is meant: the role, or the federated user's IAM user. */
    BEHIND,
    /** Everybody is. */
    ANYONE,
    /** Itself is, by name. */
    CALLER;

    /**
     * Whether, within an account, the caller needs no permission of its own (IAM User Guide,
     * "Policy evaluation for requests within a single account").
     */
    public boolean bypassesIdentity() {
      return compareTo(BEHIND) >= 0;
    }

    /**
     * Whether, within an account, boundaries and session policies that say nothing do not limit it.
     */
    public boolean bypassesLimits() {
      return compareTo(ANYONE) >= 0;
    }
  }

  /**
   * How closely these mean the caller; the closest of the entries counts. {@code NotPrincipal}
   * means nobody: it exempts.
   */
  default Match match(Caller caller, RequestContext context) {
    return Match.NONE;
  }

  /**
   * Whether a Deny with these principals reaches the caller.
   *
   * @param bounded whether the caller has a permissions boundary: then {@code NotPrincipal} leaves
   *     nobody out (IAM User Guide, "AWS JSON policy elements: NotPrincipal")
   */
  boolean reach(Caller caller, RequestContext context, boolean bounded);

  /** These and no others; none where the list is empty. */
  record Listed(List<Principal> entries) implements Principals {
    public Listed {
      entries = List.copyOf(entries);
    }

    @Override
    public Match match(Caller caller, RequestContext context) {
      Match closest = Match.NONE;
      for (int i = 0; i < entries.size(); i++) {
        Match match = PrincipalMatch.of(entries.get(i), caller, context);
        if (match.compareTo(closest) > 0) {
          closest = match;
        }
      }
      return closest;
    }

    @Override
    public boolean reach(Caller caller, RequestContext context, boolean bounded) {
      return match(caller, context) != Match.NONE;
    }
  }

  /** All but these; for Deny only. */
  record Except(List<Principal> entries) implements Principals {
    public Except {
      entries = List.copyOf(entries);
    }

    @Override
    public boolean reach(Caller caller, RequestContext context, boolean bounded) {
      return bounded || !PrincipalMatch.exempts(entries, caller, context);
    }
  }

  /** The policy's type has no principals: it belongs to whom it is attached to. */
  record Implied() implements Principals {
    @Override
    public boolean reach(Caller caller, RequestContext context, boolean bounded) {
      return true;
    }
  }

  /** Whether this service is named; {@code *} names nobody. */
  default boolean nameService(String name) {
    return this instanceof Listed listed && listed.entries().contains(new Service(name));
  }

  /** Whether this identity provider is named; {@code *} names nobody. */
  default boolean nameProvider(String provider) {
    return this instanceof Listed listed && listed.entries().contains(new Federated(provider));
  }
}
