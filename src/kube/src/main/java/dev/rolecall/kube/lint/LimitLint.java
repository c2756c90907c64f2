package dev.rolecall.kube.lint;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.kube.manifest.EmbeddedPolicy;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.policy.pattern.Inclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what policies allow in vain, because a limit never allows it. Speaks only of what is so for
 * every request: a limit's conditions may be met or not, so statements with conditions deny nothing
 * here and may allow everything.
 */
public final class LimitLint {
  private static final int NAMED = 3;

  /** Each entry is held against each of every limit. */
  private static final int MOST_ENTRIES = 200;

  private LimitLint() {}

  /**
   * One sentence for each statement and limit, with the place of the statement.
   *
   * @param resource of a kind whose identity policies say what roles may do
   */
  public static List<String> check(JsonObject resource, List<Limit> limits) {
    List<Parsed> parsed = limits.stream().map(LimitLint::parsed).toList();
    return ResourceLint.policies(resource).stream()
        .filter(policy -> policy.type() == PolicyType.IDENTITY)
        .flatMap(policy -> check(policy, parsed))
        .toList();
  }

  private static Stream<String> check(EmbeddedPolicy policy, List<Parsed> limits) {
    return PolicyText.of(policy.type(), policy.document(), Optional.empty()).statements().stream()
        .filter(StatementText::allows)
        .flatMap(statement ->
            limits.stream().flatMap(limit -> check(policy, statement, limit).stream()));
  }

  private static Optional<String> check(
      EmbeddedPolicy policy, StatementText statement, Parsed limit) {
    List<String> vain =
        statement.actions().filter(listing -> !listing.excludes()).stream()
            .flatMap(listing -> listing.entries().stream())
            .limit(MOST_ENTRIES)
            .filter(limit::neverAllows)
            .map(Entry::text)
            .toList();
    if (vain.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %s does not allow %s; remove it here, or have it allowed there"
            .formatted(
                policy.path().pointer(statement.element().pointer()), limit.name(), named(vain)));
  }

  private static String named(List<String> actions) {
    String named = actions.stream().limit(NAMED).collect(Collectors.joining(", "));
    return actions.size() > NAMED
        ? named + " and %d more".formatted(actions.size() - NAMED)
        : named;
  }

  private static Parsed parsed(Limit limit) {
    List<StatementText> statements = new ArrayList<>();
    for (PolicyDocument policy : limit.policies()) {
      tree(policy)
          .map(tree -> PolicyText.of(policy.type(), tree, Optional.empty()).statements())
          .ifPresent(statements::addAll);
    }
    return new Parsed(limit.name(), statements);
  }

  private static Optional<JsonValue> tree(PolicyDocument policy) {
    try {
      return Optional.of(Json.parse(policy.json()));
    } catch (JsonException e) {
      return Optional.empty(); // One that stands for a policy that could not be read.
    }
  }

  /** A limit's statements as they are written. */
  private record Parsed(String name, List<StatementText> statements) {
    boolean neverAllows(Entry action) {
      return statements.stream().anyMatch(statement -> alwaysDenies(statement, action.text()))
          || statements.stream().noneMatch(statement -> mayAllow(statement, action));
    }

    private static boolean alwaysDenies(StatementText statement, String action) {
      return statement.denies()
          && statement.conditions().isEmpty()
          && statement.isAboutEveryResource()
          && statement
              .actions()
              .filter(listing -> !listing.excludes() && covers(listing, action))
              .isPresent();
    }

    /** Of an action with wildcards it may allow a part. */
    private static boolean mayAllow(StatementText statement, Entry action) {
      return statement.allows()
          && (action.hasWildcard()
              || statement
                  .actions()
                  .filter(listing -> covers(listing, action.text()) != listing.excludes())
                  .isPresent());
    }

    private static boolean covers(Listing listing, String action) {
      return listing.entries().stream()
          .anyMatch(entry -> Inclusion.ofActions(action, entry.text()));
    }
  }
}
