package dev.rolecall.kube.directory;

import dev.rolecall.directory.Derived;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes catalogs out of resources. Keep one: it remembers what it read of resources that did not
 * change. Of two resources with one name the older is meant, and one that cannot be read still has
 * its name.
 */
public final class CatalogBuilder {
  /** So many namespaces' associations are kept while they do not change. */
  private static final int MOST_INDEXED = 20_000;

  private final Reserved reserved;
  private final Readings readings;
  private final TrustResolution trust;
  private final Derived<String, Associations> indexed = new Derived<>(MOST_INDEXED);

  /**
   * Over resources of an API server, whose trust policies name the roles that their annotation
   * {@value HeldRoles#ANNOTATION} holds.
   */
  public CatalogBuilder(Reserved reserved, PolicyQuotas quotas) {
    this(reserved, new Readings(quotas, Map.of()), new HeldTrust());
  }

  CatalogBuilder(Reserved reserved, Readings readings, TrustResolution trust) {
    this.reserved = reserved;
    this.readings = readings;
    this.trust = trust;
  }

  /** The catalog of these resources, whatever their order. */
  public synchronized Catalog build(ResourceLists lists) {
    Round round = new Round(readings, indexed);
    NamespaceClaims claims = new NamespaceClaims(lists.namespaces(), reserved.namespaces());
    Accounts accounts = Accounts.of(oldestFirst(lists.accounts()), claims, round);
    ManagedPolicies policies = ManagedPolicies.of(oldestFirst(lists.policies()), accounts, round);
    var roles = new RoleMapping(accounts, policies, trust, round).map(oldestFirst(lists.roles()));
    var providers =
        new ProviderMapping(accounts, reserved, round).map(oldestFirst(lists.providers()));
    var associations =
        new AssociationMapping(accounts, roles, round).map(oldestFirst(lists.associations()));
    var profiles = new ProfileMapping(accounts, roles, round).map(oldestFirst(lists.profiles()));
    readings.forgetUnused();
    return new Catalog(
        claims,
        accounts,
        policies,
        roles,
        providers,
        associations,
        profiles,
        round.problems,
        round.toHold,
        round.memory,
        round.unowned);
  }

  /** By creation, then namespace and name; what has no creation time is oldest. */
  private static <T extends HasMetadata> List<T> oldestFirst(List<T> resources) {
    return resources.stream()
        .sorted(
            Comparator.<T, String>comparing(r -> orEmpty(r.getMetadata().getCreationTimestamp()))
                .thenComparing(r -> orEmpty(r.getMetadata().getNamespace()))
                .thenComparing(r -> r.getMetadata().getName()))
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** One building of a catalog: reads resources and collects problems. */
  static final class Round {
    private final Readings readings;
    private final List<CatalogProblem> problems = new ArrayList<>();
    private final List<HeldRoles> toHold = new ArrayList<>();
    private final Map<AccountId, Long> memory = new HashMap<>();
    private final Map<String, Unowned> unowned = new HashMap<>();
    private final Derived<String, Associations> indexed;

    Round(Readings readings, Derived<String, Associations> indexed) {
      this.readings = readings;
      this.indexed = indexed;
    }

    /** The resource if it is right; else its problems are noted. */
    Optional<ManifestReading.Read> read(HasMetadata resource) {
      return switch (readings.of(resource)) {
        case ManifestReading.Read read -> Optional.of(read);
        case ManifestReading.Refused refused -> {
          note(resource, CatalogProblem.Reason.INVALID_SPEC, refused.text());
          yield Optional.empty();
        }
      };
    }

    /** The same with its policies, which are not kept of what is not used. */
    Optional<ManifestReading.Read> whole(Optional<ManifestReading.Read> read) {
      return read.map(it -> readings.whole(it.resource()))
          .filter(ManifestReading.Read.class::isInstance)
          .map(ManifestReading.Read.class::cast);
    }

    /** Nobody uses it: what it says need not be kept. */
    void dismiss(HasMetadata resource) {
      readings.dismiss(resource);
    }

    /** Counts the memory that a resource takes to its account, unless that is too much. */
    boolean takesMemory(AccountId account, long most, HasMetadata resource) {
      long taken = memory.getOrDefault(account, 0L) + readings.weight(resource);
      if (taken > most) {
        return false;
      }
      memory.put(account, taken);
      return true;
    }

    /** Counts a resource of a namespace that no Account has. */
    void countUnowned(HasMetadata resource) {
      unowned.merge(
          orEmpty(resource.getMetadata().getNamespace()),
          Unowned.NONE.with(resource.getKind(), readings.weight(resource)),
          (before, one) -> before.with(resource.getKind(), one.memory()));
    }

    /** The index of a namespace's associations, with what it remembers where it is the same. */
    Associations indexed(String namespace, List<Association> associations) {
      return indexed.get(namespace, associations, () -> Associations.of(associations));
    }

    /** Notes what a role's annotation should say, and does not. */
    void hold(HeldRoles due) {
      toHold.add(due);
    }

    void note(HasMetadata resource, CatalogProblem.Reason reason, String message) {
      problems.add(
          new CatalogProblem(
              resource.getKind(),
              orEmpty(resource.getMetadata().getNamespace()),
              resource.getMetadata().getName(),
              reason,
              message));
    }
  }
}
