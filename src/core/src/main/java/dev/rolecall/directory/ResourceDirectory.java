package dev.rolecall.directory;

import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts and what they hold. An answer is one consistent snapshot; look-ups never block.
 *
 * <p>Two objects with one ARN: the oldest is found, the others are not. Role names differ by more
 * than case.
 */
public interface ResourceDirectory {
  /** What it holds now and will not change: who asks more than once for one decision asks this. */
  default ResourceDirectory snapshot() {
    return this;
  }

  Optional<Account> account(AccountId id);

  /** The account that owns a namespace; empty where none or more than one claims it. */
  Optional<Account> accountOf(String namespace);

  /** By name whatever its case; the path must be the role's. */
  Optional<Role> role(RoleArn arn);

  Optional<Role> role(RoleId id);

  /** A role of an account by name alone. */
  Optional<Role> role(AccountId account, String name);

  /** The provider that {@code account} declares for {@code issuer}; never the cluster's own. */
  Optional<Provider> provider(AccountId account, String issuer);

  /**
   * A managed policy of {@code account} by its ARN, {@code
   * arn:aws:iam::<account>:policy<path><name>}.
   */
  Optional<PolicyDocument> managedPolicy(AccountId account, String arn);

  /** The oldest of the profiles that select a node with these labels. */
  Optional<InstanceProfile> instanceProfile(Map<String, String> nodeLabels);

  /** Those of a namespace. */
  Associations associations(String namespace);
}
