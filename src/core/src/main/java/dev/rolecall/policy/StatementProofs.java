package dev.rolecall.policy;

import dev.rolecall.policy.index.Feature;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ArnPattern;
import dev.rolecall.policy.pattern.Resources;
import dev.rolecall.policy.pattern.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a request is known to have that fits keys of {@link StatementKeys}: so much of the statement
 * need not be verified.
 */
final class StatementProofs {
  private StatementProofs() {}

  /** Whether an action that fits a key of the statement's is one of its actions. */
  static boolean ofAction(Statement statement, Set<Feature> fitting) {
    return fitting.contains(Feature.Text.ACTION)
        && statement.actions() instanceof Actions.Listed listed
        && listed.patterns().stream().allMatch(StatementProofs::isSaid);
  }

  private static boolean isSaid(ActionPattern pattern) {
    return pattern.isExact() || pattern.isBeginning();
  }

  /**
   * One of the statement's resources, whose first five segments are all that a resource must still
   * fit, where a key that fits says everything of the last segments, and they differ in nothing
   * else; otherwise empty.
   */
  static Optional<ArnPattern> restOfResource(Statement statement, Set<Feature> fitting) {
    if (!(statement.resources() instanceof Resources.Listed listed)) {
      return Optional.empty();
    }
    List<ArnPattern> arns =
        listed.patterns().stream()
            .filter(ArnPattern.class::isInstance)
            .map(ArnPattern.class::cast)
            .toList();
    boolean isSaid =
        isSaid(arns, Feature.Text.RESOURCE, Template::isBeginning, fitting)
            || isSaid(arns, Feature.Text.RESOURCE_END, Template::isEnd, fitting);
    return isSaid && arns.stream().map(ArnPattern::beforeResource).distinct().count() == 1
        ? Optional.of(arns.getFirst())
        : Optional.empty();
  }

  private static boolean isSaid(
      List<ArnPattern> arns, Feature feature, Predicate<Template> form, Set<Feature> fitting) {
    return fitting.contains(feature)
        && arns.stream().map(arn -> arn.segments().getLast()).allMatch(form.or(Template::isExact));
  }
}
