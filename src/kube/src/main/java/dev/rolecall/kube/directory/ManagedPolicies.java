package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.policy.PolicyDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The managed policies of all accounts. */
final class ManagedPolicies {
  /** What became of a reference to a policy. */
  sealed interface Found {
    record Policy(PolicyDocument document) implements Found {}

    record Missing() implements Found {}

    /** It exists and cannot be used. */
    record Unreadable() implements Found {}
  }

  private record Entry(String arn, Optional<PolicyDocument> document) {}

  private final Map<Name, Entry> entries = new HashMap<>();

  private ManagedPolicies() {}

  static ManagedPolicies of(List<IAMPolicy> oldestFirst, Accounts accounts, Round round) {
    ManagedPolicies policies = new ManagedPolicies();
    Quota quota = new Quota("policiesQuota", AccountQuotas::getPoliciesQuota, accounts, round);
    for (IAMPolicy resource : oldestFirst) {
      Optional<ManifestReading.Read> read = round.read(resource);
      accounts
          .of(resource, round)
          .ifPresent(account -> {
            // One too many keeps its name: roles that it is attached to may do nothing, not more.
            boolean within = quota.admits(account, resource);
            policies.add(account, resource, within ? round.whole(read) : Optional.empty(), round);
          });
    }
    return policies;
  }

  private void add(
      Account account, IAMPolicy resource, Optional<ManifestReading.Read> read, Round round) {
    String name = PolicyArns.nameOf(resource);
    Entry entry =
        new Entry(
            PolicyArns.of(resource, account.id()),
            read.map(policy -> policy.policies().get("spec.document"))
                .map(document -> Documents.renamed(document, "managed policy '" + name + "'")));
    Entry older = entries.putIfAbsent(Name.of(account.id(), name), entry);
    if (older != null) {
      round.note(
          resource,
          Reason.DUPLICATE_NAME,
          "an older IAMPolicy of the account is " + older.arn() + "; choose another policyName");
    }
  }

  /** The policy that a role of {@code account} refers to by name or ARN. */
  Found find(AccountId account, String reference) {
    Optional<Arn> arn = Arn.parse(reference);
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    Entry entry = entries.get(Name.of(account, name));
    if (entry == null || (arn.isPresent() && !entry.arn().equalsIgnoreCase(reference))) {
      return new Found.Missing();
    }
    return entry.document().<Found>map(Found.Policy::new).orElseGet(Found.Unreadable::new);
  }
}
