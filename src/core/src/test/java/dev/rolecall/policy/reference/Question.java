package dev.rolecall.policy.reference;

import dev.rolecall.policy.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param action {@code service:Name}
 * @param resource an ARN, or {@code *}
 * @param resourceAccount the 12 digits of the account that owns the resource
 * @param context condition keys, in any spelling of upper and lower case
 */
public record Question(
    Caller caller,
    String action,
    String resource,
    String resourceAccount,
    Map<String, Given> context) {
  /**
   * The values of a key.
   *
   * @param many whether the key may have several, even if it happens to have one
   */
  public record Given(List<String> values, boolean many) {
    public static Given one(String value) {
      return new Given(List.of(value), false);
    }

    public static Given many(List<String> values) {
      return new Given(values, true);
    }
  }

  /** "Condition key names are not case-sensitive." */
  Optional<Given> given(String key) {
    return context.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The value of a key that has one. */
  Optional<String> single(String key) {
    return given(key).filter(given -> !given.many()).map(given -> given.values().get(0));
  }

  /** Whether it is about becoming a role, which the role's trust policy decides. */
  boolean assumesRole() {
    return action.toLowerCase(Locale.ROOT).startsWith("sts:")
        && resource.matches("arn:[^:]*:iam:[^:]*:[^:]*:role/.*");
  }

  /** Whether it uses a KMS key, which has its own policy. */
  boolean usesKey() {
    return action.toLowerCase(Locale.ROOT).startsWith("kms:")
        && resource.matches("arn:[^:]*:kms:[^:]*:[^:]*:key/.*");
  }
}
