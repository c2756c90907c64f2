package dev.rolecall.policy.lint;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a policy is likely meant for, where nobody says so. */
public final class TypeGuess {
  private TypeGuess() {}

  /**
   * A trust policy where principals are named and all actions are those of a role's trust; another
   * resource's policy where principals are named; else an identity policy.
   */
  public static PolicyType of(JsonValue document) {
    List<StatementText> statements =
        PolicyText.of(PolicyType.RESOURCE, document, Optional.empty()).statements();
    if (statements.stream().noneMatch(TypeGuess::hasPrincipal)) {
      return PolicyType.IDENTITY;
    }
    boolean trust =
        statements.stream().flatMap(TypeGuess::actions).allMatch(TypeGuess::isOfTrust)
            && statements.stream().allMatch(statement -> statement.resources().isEmpty());
    return trust ? PolicyType.TRUST : PolicyType.RESOURCE;
  }

  private static boolean hasPrincipal(StatementText statement) {
    return Stream.of("Principal", "NotPrincipal")
        .anyMatch(name -> statement.element().member(name).isPresent());
  }

  private static Stream<String> actions(StatementText statement) {
    return statement.actions().map(Listing::entries).orElse(List.of()).stream().map(Entry::text);
  }

  private static boolean isOfTrust(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return lower.startsWith("sts:assumerole")
        || lower.equals("sts:tagsession")
        || lower.equals("sts:setsourceidentity")
        || lower.equals("sts:setcontext");
  }
}
