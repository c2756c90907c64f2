package dev.rolecall.trust;

import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Principals.Named;
import dev.rolecall.policy.Principals.Principal;
import dev.rolecall.policy.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The roles that trust policies name, held as unique ids: a role that was deleted and made again
 * under the same name is another (IAM User Guide, "AWS JSON policy elements: Principal", IAM role
 * principals). Beyond AWS this is so for role sessions too, which are named by their role's name.
 */
public final class TrustedRoles {
  private TrustedRoles() {}

  /** The principals, as they are written, that are roles or sessions of roles. */
  public static Set<String> namedBy(PolicyDocument trustPolicy) {
    Set<String> names = new TreeSet<>();
    for (Statement statement : trustPolicy.statements()) {
      if (statement.principals() instanceof Principals.Listed listed) {
        listed.entries().stream()
            .filter(TrustedRoles::isRole)
            .map(Principal::toString)
            .forEach(names::add);
      }
    }
    return names;
  }

  /**
   * The policy with its roles held.
   *
   * @param ids unique ids by the principals that {@link #namedBy} gives; a principal without one
   *     admits nobody; what denies, denies by the name too
   */
  public static PolicyDocument held(PolicyDocument trustPolicy, Map<String, RoleId> ids) {
    return namedBy(trustPolicy).isEmpty()
        ? trustPolicy
        : trustPolicy.with(
            trustPolicy.statements().stream().map(statement -> held(statement, ids)).toList());
  }

  /** The policy with the names that it was written with: what it would say by them alone. */
  static PolicyDocument byName(PolicyDocument held) {
    return held.with(
        held.statements().stream()
            .map(statement ->
                statement.principals() instanceof Principals.Listed(var entries)
                    ? with(statement, entries.stream().map(TrustedRoles::written).toList())
                    : statement)
            .toList());
  }

  private static Principal written(Principal entry) {
    return entry instanceof Principals.Identified known ? known.named() : entry;
  }

  private static Statement held(Statement statement, Map<String, RoleId> ids) {
    return statement.principals() instanceof Principals.Listed(var entries)
            && entries.stream().anyMatch(TrustedRoles::isRole)
        ? with(
            statement,
            entries.stream().flatMap(entry -> held(entry, statement.effect(), ids)).toList())
        : statement;
  }

  private static Statement with(Statement statement, List<Principal> principals) {
    return new Statement(
        statement.index(),
        statement.sid(),
        statement.position(),
        statement.effect(),
        new Principals.Listed(principals),
        statement.actions(),
        statement.resources(),
        statement.conditions());
  }

  private static Stream<Principal> held(
      Principal entry, Statement.Effect effect, Map<String, RoleId> ids) {
    if (!(entry instanceof Named named) || !isRole(entry)) {
      return Stream.of(entry);
    }
    Optional<RoleId> id = Optional.ofNullable(ids.get(named.toString()));
    return switch (effect) {
      case ALLOW ->
          id.<Principal>map(known -> new Principals.Identified(named, known.value())).stream();
      // Whoever has the name is denied, and the role that had it.
      case DENY ->
          Stream.concat(
              Stream.of(entry),
              id.<Principal>map(known -> new Principals.UniqueId(known.value())).stream());
    };
  }

  private static boolean isRole(Principal principal) {
    return principal instanceof Named(Arn arn)
        && (arn.service().equals("iam") && arn.resource().startsWith("role/")
            || arn.service().equals("sts") && arn.resource().startsWith("assumed-role/"));
  }
}
