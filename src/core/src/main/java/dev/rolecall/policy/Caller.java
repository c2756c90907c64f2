package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface Caller {
  /** The account whose policies bear on the caller; null where it belongs to none. */
  @Nullable AccountId accountOrNull();

  /** The account whose policies bear on the caller, where it belongs to one. */
  default Optional<AccountId> account() {
    return Optional.ofNullable(accountOrNull());
  }

  /** The account's root user. */
  record Root(AccountId id) implements Caller {
    @Override
    public AccountId accountOrNull() {
      return id;
    }
  }

  /** An IAM user or anything else that is known by an ARN alone. */
  record User(AccountId id, Arn arn) implements Caller {
    @Override
    public AccountId accountOrNull() {
      return id;
    }
  }

  /**
   * A role itself, as policies are simulated for one: any of its sessions, so that a grant to one
   * session by name is not for it.
   */
  record Role(RoleArn role) implements Caller {
    @Override
    public AccountId accountOrNull() {
      return role.account();
    }
  }

  /**
   * A role's session. The role may be unknown by path: then {@code role} has the path {@code /}.
   */
  record RoleSession(RoleArn role, Arn session) implements Caller {
    @Override
    public AccountId accountOrNull() {
      return role.account();
    }
  }

  /**
   * A GetFederationToken session.
   *
   * @param arn {@code arn:aws:sts::<account>:federated-user/<name>}
   * @param user the IAM user who asked for it, whose identity policies and boundary bear on it;
   *     null where that is not known
   */
  record FederatedUser(AccountId id, Arn arn, @Nullable Arn user) implements Caller {
    /** One whose user is not known. */
    public FederatedUser(AccountId id, Arn arn) {
      this(id, arn, null);
    }

    @Override
    public AccountId accountOrNull() {
      return id;
    }
  }

  /**
   * Someone an OIDC or SAML identity provider vouches for: the provider's ARN, or a bare host as
   * {@code www.amazon.com}.
   */
  record WebIdentity(String provider) implements Caller {
    @Override
    public @Nullable AccountId accountOrNull() {
      return null;
    }
  }

  /** A service, {@code pods.eks.amazonaws.com}. */
  record Service(String name) implements Caller {
    @Override
    public @Nullable AccountId accountOrNull() {
      return null;
    }
  }

  record Anonymous() implements Caller {
    @Override
    public @Nullable AccountId accountOrNull() {
      return null;
    }
  }
}
