package dev.rolecall.policy;

import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.index.Feature;
import dev.rolecall.policy.index.Key;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ArnPattern;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.Resources;
import dev.rolecall.policy.pattern.Template;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request must have for a statement to apply, as far as an index can use it. Whatever a
 * statement covers fits its keys; what fits them need not be covered.
 */
final class StatementKeys {
  private static final int SERVICE = 2;
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int RESOURCE = 5;

  /** More of a piece takes memory and hardly tells more. */
  private static final int LONGEST_PIECE = 32;

  private final Map<Feature, Set<Key>> keys = new HashMap<>();

  private StatementKeys() {}

  /** The keys of a policy's statement that says whom it means, if {@code byPrincipal}. */
  static Map<Feature, Set<Key>> of(Statement statement) {
    StatementKeys found = new StatementKeys();
    found.actions(statement.actions());
    found.resources(statement.resources());
    statement.conditions().forEach(found::condition);
    return found.keys;
  }

  /** The same of a resource's policy, whose statements say whom they mean. */
  static Map<Feature, Set<Key>> withPrincipals(Statement statement) {
    Map<Feature, Set<Key>> keys = of(statement);
    if (statement.principals() instanceof Principals.Listed listed
        && listed.entries().stream().noneMatch(StatementKeys::meansMany)) {
      keys.put(
          new Feature.Principal(),
          listed.entries().stream()
              .flatMap(entry -> names(entry).stream())
              .map(Key.Exact::new)
              .collect(Collectors.toSet()));
    }
    return keys;
  }

  private void actions(Actions actions) {
    if (actions instanceof Actions.Listed listed) {
      text(Feature.Text.ACTION, listed.patterns(), StatementKeys::key);
    }
  }

  private static Key key(ActionPattern pattern) {
    return pattern.isExact() ? new Key.Exact(pattern.prefix()) : new Key.Prefix(pattern.prefix());
  }

  private void resources(Resources resources) {
    if (!(resources instanceof Resources.Listed listed)
        || listed.patterns().stream().anyMatch(ResourcePattern.Everything.class::isInstance)) {
      return;
    }
    List<List<Template>> arns =
        listed.patterns().stream()
            .filter(ArnPattern.class::isInstance)
            .map(pattern -> ((ArnPattern) pattern).segments())
            .toList();
    text(Feature.Text.SERVICE, arns, segments -> whole(segments.get(SERVICE)));
    text(Feature.Text.REGION, arns, segments -> whole(segments.get(REGION)));
    text(Feature.Text.ACCOUNT, arns, segments -> whole(segments.get(ACCOUNT)));
    text(Feature.Text.RESOURCE, arns, segments -> beginning(segments.get(RESOURCE)));
    text(Feature.Text.RESOURCE_END, arns, segments -> end(segments.get(RESOURCE)));
    pieces(arns);
  }

  private static Key whole(Template template) {
    return template.isExact() ? new Key.Exact(template.prefix()) : new Key.Prefix("");
  }

  private static Key beginning(Template template) {
    return template.isExact()
        ? new Key.Exact(template.prefix())
        : new Key.Prefix(template.prefix());
  }

  private void pieces(List<List<Template>> arns) {
    Set<Key> pieces =
        arns.stream()
            .map(segments -> segments.get(RESOURCE).longestLiteral())
            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_PIECE)))
            .map(Key.Piece::new)
            .collect(Collectors.toSet());
    if (!pieces.contains(new Key.Piece(""))) {
      keys.put(new Feature.Inside(), pieces);
    }
  }

  private static Key end(Template template) {
    String backwards = backwards(template.suffix());
    return template.isExact() ? new Key.Exact(backwards) : new Key.Prefix(backwards);
  }

  /** Unit by unit, as the index reads; {@link StringBuilder#reverse} keeps surrogate pairs. */
  private static String backwards(String text) {
    StringBuilder backwards = new StringBuilder(text.length());
    for (int at = text.length() - 1; at >= 0; at--) {
      backwards.append(text.charAt(at));
    }
    return backwards.toString();
  }

  /** The feature matters unless one of the patterns takes any text. */
  private <P> void text(Feature feature, List<P> patterns, Function<P, Key> key) {
    Set<Key> all = patterns.stream().map(key).collect(Collectors.toSet());
    if (!all.contains(new Key.Prefix(""))) {
      keys.put(feature, withoutRedundant(all));
    }
  }

  /** Without the keys that a shorter one includes: so a statement stands once on a text's way. */
  private static Set<Key> withoutRedundant(Set<Key> keys) {
    Set<String> prefixes = new HashSet<>();
    for (Key key : keys) {
      if (key instanceof Key.Prefix(var text)) {
        prefixes.add(text);
      }
    }
    return keys.stream().filter(key -> !isIncluded(key, prefixes)).collect(Collectors.toSet());
  }

  private static boolean isIncluded(Key key, Set<String> prefixes) {
    return switch (key) {
      case Key.Exact(var value) ->
          beginsWithAny(value.toString(), value.toString().length(), prefixes);
      case Key.Prefix(var text) -> beginsWithAny(text, text.length() - 1, prefixes);
      case Key.Piece piece -> false;
    };
  }

  private static boolean beginsWithAny(String text, int longest, Set<String> prefixes) {
    for (int length = 1; length <= longest; length++) {
      if (prefixes.contains(text.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  /** A {@code StringEquals} of literal texts, which a missing or a multi-valued key fails. */
  private void condition(Condition condition) {
    Operator operator = condition.operator();
    List<@Nullable String> texts =
        condition.values().stream().<@Nullable String>map(ValueTest::exactText).toList();
    boolean isPlain =
        operator.quantifier() == Quantifier.SINGLE
            && operator.comparison() == Comparison.STRING_EQUALS
            && !operator.ifExists();
    if (isPlain && texts.stream().allMatch(text -> text != null)) {
      keys.putIfAbsent(
          new Feature.Context(condition.lowerCaseKey()),
          texts.stream()
              .map(text -> new Key.Exact(String.valueOf(text)))
              .collect(Collectors.toSet()));
    }
  }

  /** Everybody, or whom only the request's context tells. */
  private static boolean meansMany(Principals.Principal principal) {
    return principal instanceof Principals.Anyone || principal instanceof Principals.UniqueId;
  }

  /** The names of {@link Evaluation#principal} under which callers that are meant may be found. */
  private static List<Object> names(Principals.Principal principal) {
    return switch (principal) {
      case Principals.Account account -> List.of(account.id());
      case Principals.Named named -> names(named.arn());
      case Principals.Identified known -> names(known.named().arn());
      case Principals.Federated federated -> List.of(federated.provider());
      case Principals.Service service -> List.of(service.name());
      case Principals.Anyone anyone -> List.of();
      case Principals.UniqueId unique -> List.of();
    };
  }

  /** Roles are looked up without their partition, which a {@link RoleArn} does not know. */
  private static List<Object> names(Arn arn) {
    Arn known = new Arn("aws", arn.service(), arn.region(), arn.account(), arn.resource());
    return RoleArn.parse(known.toString())
        .<List<Object>>map(role -> List.of(arn, role))
        .orElse(List.of(arn));
  }
}
