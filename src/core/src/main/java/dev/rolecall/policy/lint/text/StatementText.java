package dev.rolecall.policy.lint.text;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.pattern.Inclusion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement.
 *
 * @param type of the policy that it is in
 * @param actions {@code Action} or {@code NotAction}
 * @param resources {@code Resource} or {@code NotResource}
 * @param principals the entries of {@code Principal}
 */
public record StatementText(
    Element element,
    PolicyType type,
    Optional<Listing> actions,
    Optional<Listing> resources,
    List<PrincipalText> principals,
    List<ConditionText> conditions) {
  public StatementText {
    principals = List.copyOf(principals);
    conditions = List.copyOf(conditions);
  }

  static StatementText of(Element element, PolicyType type) {
    return new StatementText(
        element,
        type,
        listing(element, "Action"),
        listing(element, "Resource"),
        element.member("Principal").map(PrincipalText::of).orElse(List.of()),
        element.member("Condition").map(ConditionText::of).orElse(List.of()));
  }

  private static Optional<Listing> listing(Element statement, String name) {
    return statement.member(name).or(() -> statement.member("Not" + name)).map(Listing::of);
  }

  /** Its place in its policy, from 0. */
  public int index() {
    return element.name().equals("Statement") ? 0 : Integer.parseInt(element.name());
  }

  /** The place of an element, or of the statement where it has none. */
  public Element placeOf(String name) {
    return element.member(name).orElse(element);
  }

  public boolean allows() {
    return has("Allow");
  }

  public boolean denies() {
    return has("Deny");
  }

  private boolean has(String effect) {
    return element.member("Effect").flatMap(Element::text).filter(effect::equals).isPresent();
  }

  public Stream<ConditionText> conditionsOn(String key) {
    return conditions.stream().filter(condition -> condition.isOn(key));
  }

  /** Whether a condition asks for this key, with a value of its own list. */
  public boolean demands(String key) {
    return conditionsOn(key).anyMatch(ConditionText::demands);
  }

  /** Whether it is about this action, {@code iam:PassRole}. */
  public boolean isAbout(String action) {
    return actions.map(listing -> listing.excludes() != includes(listing, action)).orElse(false);
  }

  private static boolean includes(Listing listing, String action) {
    return listing.entries().stream().anyMatch(entry -> Inclusion.ofActions(action, entry.text()));
  }

  /** Whether {@code Resource} has {@code *}. */
  public boolean isAboutEveryResource() {
    return resources.filter(listing -> !listing.excludes() && listing.lists("*")).isPresent();
  }

  /** Whether {@code Action} has {@code *}. */
  public boolean isAboutEveryAction() {
    return actions
        .filter(listing -> !listing.excludes())
        .filter(listing -> listing.lists("*") || listing.lists("*:*"))
        .isPresent();
  }
}
