package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.AccountSpec;
import dev.rolecall.kube.resource.PodWays;
import dev.rolecall.policy.PolicyDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The accounts and the namespaces they own. */
final class Accounts {
  private static final String GRANTED = "Granted";

  private final Map<AccountId, Account> byId = new HashMap<>();
  private final Map<String, Account> byNamespace = new HashMap<>();
  private final Map<AccountId, AccountQuotas> quotas = new HashMap<>();

  private Accounts() {}

  /** An Account that cannot be used still has its id and its claims: nobody takes them over. */
  static Accounts of(
      List<dev.rolecall.kube.resource.Account> oldestFirst, NamespaceClaims claims, Round round) {
    Map<String, Set<String>> claimed = new LinkedHashMap<>();
    oldestFirst.forEach(
        account -> claimed.put(account.getMetadata().getName(), claims.of(account)));
    Map<String, List<String>> claimants = NamespaceClaims.claimants(claimed);
    Map<String, String> owners = new HashMap<>();
    Accounts accounts = new Accounts();
    for (dev.rolecall.kube.resource.Account resource : oldestFirst) {
      String name = resource.getMetadata().getName();
      String id = Optional.ofNullable(resource.getSpec().getAccountId()).orElse("");
      String owner = owners.putIfAbsent(id, name);
      Optional<ManifestReading.Read> read = round.read(resource);
      if (read.isPresent() && owner != null) {
        round.note(
            resource,
            Reason.DUPLICATE_ACCOUNT_ID,
            "Account '" + owner + "' is older and has the id " + id + "; choose another id");
      } else if (read.isPresent()) {
        accounts.quotas.put(new AccountId(id), resource.getSpec().getQuotas());
        accounts.add(
            map(
                read.get(),
                owned(resource, claimed.getOrDefault(name, Set.of()), claimants, round)));
      }
    }
    return accounts;
  }

  Optional<Account> byId(AccountId id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Account> owning(String namespace) {
    return Optional.ofNullable(byNamespace.get(namespace));
  }

  /** The account that owns the resource's namespace; where there is none that is noted. */
  Optional<Account> of(HasMetadata resource, Round round) {
    String namespace = resource.getMetadata().getNamespace();
    Optional<Account> account = owning(namespace);
    if (account.isEmpty()) {
      round.countUnowned(resource);
      round.dismiss(resource);
      round.note(
          resource,
          Reason.NO_ACCOUNT,
          "namespace '"
              + namespace
              + "' belongs to no usable Account; name or select it in exactly one");
    }
    return account;
  }

  /** How many objects an account may have: AWS's defaults where it does not say so. */
  AccountQuotas quotas(AccountId account) {
    return quotas.getOrDefault(account, new AccountQuotas());
  }

  private void add(Account account) {
    byId.put(account.id(), account);
    account.namespaces().forEach(namespace -> byNamespace.put(namespace, account));
  }

  /** Of those that it claims, the ones that no other does. */
  private static Set<String> owned(
      dev.rolecall.kube.resource.Account account,
      Set<String> claimed,
      Map<String, List<String>> claimants,
      Round round) {
    Set<String> owned = new LinkedHashSet<>();
    for (String namespace : claimed) {
      List<String> all = claimants.getOrDefault(namespace, List.of());
      if (all.size() == 1) {
        owned.add(namespace);
      } else {
        round.note(
            account,
            Reason.NAMESPACE_CLAIMED_TWICE,
            "namespace '%s' is claimed by the Accounts %s and belongs to none of them"
                .formatted(namespace, String.join(", ", all)));
      }
    }
    account.getSpec().getNamespaces().stream()
        .filter(namespace -> !claimed.contains(namespace))
        .forEach(namespace ->
            round.note(
                account,
                Reason.SYSTEM_NAMESPACE,
                "namespace '%s' is one of the system's and belongs to nobody; take it out of spec.namespaces"
                    .formatted(namespace)));
    return owned;
  }

  private static Account map(ManifestReading.Read read, Set<String> namespaces) {
    AccountSpec spec = ((dev.rolecall.kube.resource.Account) read.resource()).getSpec();
    List<List<PolicyDocument>> levels = new ArrayList<>();
    for (int i = 0; i < spec.getGuardrails().size(); i++) {
      levels.add(Documents.list(read, "spec.guardrails[" + i + "].policies"));
    }
    return new Account(
        new AccountId(String.valueOf(spec.getAccountId())),
        read.resource().getMetadata().getName(),
        namespaces,
        levels,
        read.policies().get("spec.permissionsBoundary"),
        pods(spec.getPods()),
        powers(spec.getPods()),
        spec.getRoleUse().equals(GRANTED) ? RoleUse.GRANTED : RoleUse.ANY,
        spec.isSuspended());
  }

  private static PodPermissions pods(@Nullable PodWays ways) {
    return ways == null
        ? PodPermissions.NONE
        : new PodPermissions(ways.isImds(), ways.isEcs(), ways.isHostNetwork());
  }

  private static PodPowers powers(@Nullable PodWays ways) {
    return ways == null
        ? PodPowers.NONE
        : new PodPowers(ways.isPrivileged(), ways.isHostPath(), ways.isHostNamespaces());
  }
}
