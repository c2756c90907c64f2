package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import java.util.Optional;

/** Who asks. */
public sealed interface Caller {
  /** The account whose policies bear on the caller, where it belongs to one. */
  Optional<AccountId> account();

  /** The account's root user. */
  record Root(AccountId id) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(id);
    }
  }

  /** An IAM user or anything else that is known by an ARN alone. */
  record User(AccountId id, Arn arn) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(id);
    }
  }

  /**
   * A role's session. The role may be unknown by path: then {@code role} has the path {@code /}.
   */
  record RoleSession(RoleArn role, Arn session) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(role.account());
    }
  }

  /** A GetFederationToken user, {@code arn:aws:sts::<account>:federated-user/<name>}. */
  record FederatedUser(AccountId id, Arn arn) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(id);
    }
  }

  /**
   * Someone an identity provider vouches for: the provider's ARN, or a bare host as {@code
   * www.amazon.com}.
   */
  record WebIdentity(String provider) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.empty();
    }
  }

  /** A service, {@code pods.eks.amazonaws.com}. */
  record Service(String name) implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.empty();
    }
  }

  record Anonymous() implements Caller {
    @Override
    public Optional<AccountId> account() {
      return Optional.empty();
    }
  }
}
