package dev.rolecall.operator.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Provider;
import dev.rolecall.identity.AccountId;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.ObjectKey;
import dev.rolecall.operator.state.Relation;
import dev.rolecall.operator.state.Usage;
import dev.rolecall.operator.state.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an object may be deleted, or others would miss it: as IAM answers {@code DeleteConflict}.
 * What is being deleted with its namespace misses nothing and is missed by nobody: a namespace
 * never waits for this.
 */
public final class DeleteConflicts {
  private final ClusterState state;

  public DeleteConflicts(ClusterState state) {
    this.state = state;
  }

  /** Why an object must stay; one sentence each. */
  public List<String> problems(ObjectKey object, JsonNode spec) {
    if (state.ending(object.namespace())) {
      return List.of();
    }
    return switch (object.kind()) {
      case "IAMPolicy" ->
          all(
              missed(
                  object, Relation.ATTACHED, "is attached to the roles %s; detach it there first"),
              missed(
                  object,
                  Relation.BOUNDARY,
                  "is the permissions boundary of the roles %s, which could do nothing without it; give them another first"));
      case "IAMRole" ->
          all(
              missed(
                  object,
                  Relation.PROFILED,
                  "is named by the InstanceProfiles %s; change them first"),
              missed(
                  object,
                  Relation.ASSOCIATED,
                  "is named by the RoleAssociations %s; delete them first"));
      case "OIDCProvider" -> ofProvider(object, spec.path("url").asText()).stream().toList();
      case "Account" -> ofAccount(object.name(), spec.path("accountId").asText()).stream().toList();
      default -> List.of();
    };
  }

  @SafeVarargs
  private static List<String> all(Optional<String>... problems) {
    return Stream.of(problems).flatMap(Optional::stream).toList();
  }

  private Optional<String> missed(ObjectKey object, Relation relation, String sentence) {
    List<ObjectKey> missing = state.references(object, relation);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s '%s' %s"
                .formatted(object.kind(), object.name(), sentence.formatted(Names.of(missing))));
  }

  /**
   * By the roles that are in use, which are all looked at: nobody deletes providers often. One that
   * is not in use is named by none.
   */
  private Optional<String> ofProvider(ObjectKey object, String url) {
    boolean used = state.verdict(object).filter(Verdict::ready).isPresent();
    List<ObjectKey> roles =
        state
            .catalog()
            .accountOf(object.namespace())
            .flatMap(account -> state.catalog().provider(account.id(), url))
            .filter(provider -> used)
            .map(this::trusting)
            .orElse(List.of());
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "OIDCProvider '%s' is trusted by the roles %s; have their trust policies name another first"
                .formatted(object.name(), Names.of(roles)));
  }

  private List<ObjectKey> trusting(Provider provider) {
    return state.catalog().roles().stream()
        .filter(role -> role.arn().account().equals(provider.account()))
        .filter(role -> !state.ending(role.namespace()))
        .filter(role ->
            role.trustPolicy().statements().stream()
                .anyMatch(statement -> statement.principals().nameProvider(provider.arn())))
        .flatMap(role -> state.object(role.id()).stream())
        .sorted(Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name))
        .toList();
  }

  /** One that is not in use has nothing. */
  private Optional<String> ofAccount(String name, String accountId) {
    if (!accountId.matches("[0-9]{12}")) {
      return Optional.empty();
    }
    AccountId id = new AccountId(accountId);
    Usage usage = state.usage(id);
    return state
        .catalog()
        .account(id)
        .map(Account::name)
        .filter(name::equals)
        .filter(owner -> !usage.equals(Usage.NONE))
        .map(owner ->
            "Account '%s' has %d IAMRoles, %d IAMPolicies, %d OIDCProviders, %d RoleAssociations and %d InstanceProfiles; delete them or take its namespaces away first, or suspend it"
                .formatted(
                    name,
                    usage.roles(),
                    usage.policies(),
                    usage.providers(),
                    usage.associations(),
                    usage.profiles()));
  }
}
