package dev.rolecall.operator.tenancy;

import dev.rolecall.directory.Account;
import dev.rolecall.identity.AccountId;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.ObjectKey;
import dev.rolecall.operator.state.Relation;
import dev.rolecall.operator.state.Usage;
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
  public List<String> problems(ObjectKey object, String accountId) {
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
      case "Account" -> ofAccount(object.name(), accountId).stream().toList();
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
            "Account '%s' has %d IAMRoles, %d IAMPolicies, %d OIDCProviders and %d RoleAssociations; delete them or take its namespaces away first, or suspend it"
                .formatted(
                    name,
                    usage.roles(),
                    usage.policies(),
                    usage.providers(),
                    usage.associations()));
  }
}
