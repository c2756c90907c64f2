package dev.rolecall.operator.state;

import dev.rolecall.directory.Provider;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.PolicyArns;
import dev.rolecall.kube.directory.RoleArns;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.operator.state.Verdict.RoleIdentity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what each resource's status should be.
 *
 * @param nodes labels of the cluster's nodes by their names
 */
record Judge(
    Catalog catalog,
    Map<ObjectKey, List<CatalogProblem>> problems,
    Map<String, Map<String, String>> nodes,
    References references,
    Map<AccountId, Usage> usage) {
  /** A status is no place for a thousand sentences or names. */
  private static final int MOST = 10;

  Verdict verdict(HasMetadata resource) {
    Long generation = resource.getMetadata().getGeneration();
    long judged = generation == null ? 0 : generation;
    if (resource instanceof InstanceProfile profile) {
      return ofProfile(profile, judged);
    }
    return readiness(resource, judged)
        .withRole(resource instanceof IAMRole role ? identity(role) : Optional.empty())
        .withFacts(facts(resource));
  }

  private Verdict readiness(HasMetadata resource, long generation) {
    List<CatalogProblem> wrong = problems.getOrDefault(ObjectKey.of(resource), List.of());
    if (!wrong.isEmpty()) {
      return Verdict.of(generation, false, wrong.getFirst().reason().toString(), sentences(wrong));
    }
    if (resource instanceof Account account && account.getSpec().isSuspended()) {
      return Verdict.of(
          generation, true, "Suspended", "no credentials are issued and no session is good");
    }
    Optional<AssociationUse> use =
        resource instanceof RoleAssociation association ? use(association) : Optional.empty();
    return use.map(it -> Verdict.of(generation, it.ready(), it.reason(), it.message()))
        .orElseGet(() -> Verdict.of(generation, true, "InUse", "in use"));
  }

  private Optional<AssociationUse> use(RoleAssociation resource) {
    return catalog
        .associations(resource.getMetadata().getNamespace())
        .named(resource.getMetadata().getName())
        .map(association -> AssociationUse.of(association, catalog));
  }

  /** In use where nothing is wrong with it and it has nodes of its own, or none at all yet. */
  private Verdict ofProfile(InstanceProfile profile, long generation) {
    ProfileNodes selected = ProfileNodes.of(profile, catalog, nodes);
    Verdict verdict = readiness(profile, generation);
    if (verdict.ready()) {
      verdict =
          Verdict.of(
              generation,
              !selected.areAllOfOlder(),
              selected.areAllOfOlder()
                  ? CatalogProblem.Reason.DUPLICATE_SELECTOR.toString()
                  : verdict.reason(),
              selected.message());
    }
    return verdict.withFacts(new Facts.OfProfile(verdict.ready() ? selected.own().size() : 0));
  }

  private static String sentences(List<CatalogProblem> wrong) {
    String more = wrong.size() > MOST ? "; and %d more".formatted(wrong.size() - MOST) : "";
    return wrong.stream()
        .limit(MOST)
        .map(CatalogProblem::message)
        .collect(Collectors.joining("; ", "", more));
  }

  /** Also of a role that is not in use, as where another has its name: it says which. */
  private Optional<RoleIdentity> identity(IAMRole role) {
    return accountOf(role)
        .flatMap(account -> RoleArns.of(role, account))
        .map(arn ->
            new RoleIdentity(arn.toString(), RoleId.ofUid(role.getMetadata().getUid()).toString()));
  }

  private Facts facts(HasMetadata resource) {
    return switch (resource) {
      case Account account -> ofAccount(account);
      case IAMPolicy policy ->
          accountOf(policy)
              .<Facts>map(owner -> ofPolicy(policy, owner))
              .orElse(new Facts.Nothing());
      case IAMRole role ->
          new Facts.OfRole(
              named(role, Relation.ASSOCIATED).size(),
              some(named(role, Relation.PROFILED).stream().map(ObjectKey::name)));
      case OIDCProvider provider ->
          accountOf(provider)
              .<Facts>map(owner -> ofProvider(provider, owner))
              .orElse(new Facts.Nothing());
      default -> new Facts.Nothing();
    };
  }

  /** One that is not in use has nothing, even where another has its id. */
  private Facts ofAccount(Account resource) {
    String name = resource.getMetadata().getName();
    return Optional.ofNullable(resource.getSpec().getAccountId())
        .filter(id -> id.matches("[0-9]{12}"))
        .flatMap(id -> catalog.account(new AccountId(id)))
        .filter(account -> account.name().equals(name))
        .<Facts>map(account ->
            new Facts.OfAccount(
                account.namespaces().size(), usage.getOrDefault(account.id(), Usage.NONE)))
        .orElse(new Facts.OfAccount(0, Usage.NONE));
  }

  private Facts ofPolicy(IAMPolicy policy, AccountId account) {
    List<ObjectKey> attached = named(policy, Relation.ATTACHED);
    List<ObjectKey> bounded = named(policy, Relation.BOUNDARY);
    return new Facts.OfPolicy(
        PolicyArns.of(policy, account),
        attached.size(),
        bounded.size(),
        some(
            Stream.concat(attached.stream(), bounded.stream())
                .map(key -> key.namespace() + "/" + key.name())
                .distinct()));
  }

  private static Facts ofProvider(OIDCProvider provider, AccountId account) {
    String url = String.valueOf(provider.getSpec().getUrl());
    return new Facts.OfProvider(
        "arn:aws:iam::" + account + ":oidc-provider/" + Provider.hostAndPath(url));
  }

  private List<ObjectKey> named(HasMetadata resource, Relation relation) {
    return references.of(ObjectKey.of(resource), relation);
  }

  private static List<String> some(Stream<String> names) {
    return names.limit(MOST).toList();
  }

  private Optional<AccountId> accountOf(HasMetadata resource) {
    return catalog
        .accountOf(resource.getMetadata().getNamespace())
        .map(dev.rolecall.directory.Account::id);
  }
}
