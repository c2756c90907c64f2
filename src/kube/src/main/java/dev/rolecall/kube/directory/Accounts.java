package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountSpec;
import dev.rolecall.kube.resource.PodWays;
import dev.rolecall.policy.PolicyDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts and the namespaces they own. */
final class Accounts {
  private static final String GRANTED = "Granted";

  private final Map<AccountId, Account> byId = new HashMap<>();
  private final Map<String, Account> byNamespace = new HashMap<>();

  private Accounts() {}

  /** An Account that cannot be used still has its id and its claims: nobody takes them over. */
  static Accounts of(List<dev.rolecall.kube.resource.Account> oldestFirst, Round round) {
    Map<String, List<String>> claims = claims(oldestFirst);
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
        accounts.add(map(read.get(), namespacesOf(resource, claims, round)));
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
      round.note(
          resource,
          Reason.NO_ACCOUNT,
          "namespace '"
              + namespace
              + "' belongs to no usable Account; name it in the namespaces of exactly one");
    }
    return account;
  }

  private void add(Account account) {
    byId.put(account.id(), account);
    account.namespaces().forEach(namespace -> byNamespace.put(namespace, account));
  }

  /** The names of the Accounts that claim each namespace. */
  private static Map<String, List<String>> claims(
      List<dev.rolecall.kube.resource.Account> accounts) {
    Map<String, List<String>> claims = new HashMap<>();
    for (dev.rolecall.kube.resource.Account account : accounts) {
      for (String namespace : new HashSet<>(account.getSpec().getNamespaces())) {
        claims
            .computeIfAbsent(namespace, none -> new ArrayList<>())
            .add(account.getMetadata().getName());
      }
    }
    return claims;
  }

  private static Set<String> namespacesOf(
      dev.rolecall.kube.resource.Account account, Map<String, List<String>> claims, Round round) {
    Map<String, List<String>> claimed = new LinkedHashMap<>();
    account
        .getSpec()
        .getNamespaces()
        .forEach(namespace -> claimed.put(namespace, claims.getOrDefault(namespace, List.of())));
    claimed.forEach((namespace, claimants) -> {
      if (claimants.size() > 1) {
        round.note(
            account,
            Reason.NAMESPACE_CLAIMED_TWICE,
            "namespace '%s' is claimed by the Accounts %s and belongs to none of them"
                .formatted(namespace, String.join(", ", claimants)));
      }
    });
    return claimed.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
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
