package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;

/** The newest catalog: each question is answered by one. */
final class LiveCatalog implements ResourceDirectory {
  private volatile Catalog newest;

  LiveCatalog(Catalog first) {
    newest = first;
  }

  void replace(Catalog catalog) {
    newest = catalog;
  }

  @Override
  public ResourceDirectory snapshot() {
    return newest;
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return newest.account(id);
  }

  @Override
  public Optional<Account> accountOf(String namespace) {
    return newest.accountOf(namespace);
  }

  @Override
  public Optional<Role> role(RoleArn arn) {
    return newest.role(arn);
  }

  @Override
  public Optional<Role> role(RoleId id) {
    return newest.role(id);
  }

  @Override
  public Optional<Role> role(AccountId account, String name) {
    return newest.role(account, name);
  }

  @Override
  public Optional<Provider> provider(AccountId account, String issuer) {
    return newest.provider(account, issuer);
  }

  @Override
  public Optional<PolicyDocument> managedPolicy(AccountId account, String arn) {
    return newest.managedPolicy(account, arn);
  }

  @Override
  public Optional<InstanceProfile> instanceProfile(Map<String, String> nodeLabels) {
    return newest.instanceProfile(nodeLabels);
  }

  @Override
  public Associations associations(String namespace) {
    return newest.associations(namespace);
  }
}
