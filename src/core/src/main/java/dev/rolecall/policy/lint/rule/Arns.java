package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;

import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of ARNs. In {@code Resource} most of what is wrong with them is refused; here it is of
 * conditions, and of both what is not wrong by form.
 */
final class Arns {
  private static final Set<String> PARTITIONS =
      Set.of(
          "aws",
          "aws-cn",
          "aws-us-gov",
          "aws-iso",
          "aws-iso-b",
          "aws-iso-e",
          "aws-iso-f",
          "aws-eusc");
  private static final Pattern REGION = Pattern.compile("|" + Identifiers.REGION);

  /** AWS's own resources have its name for an account. */
  private static final Pattern ACCOUNT = Pattern.compile("|[0-9]{12}|aws(-[a-z]+)*");

  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "MISSING_ARN_FIELD",
              ERROR,
              "A resource of fewer than six parts; the missing ones are taken for *. In conditions"
                  + " it is refused.",
              Arns::missing),
          rule(
              "INVALID_PARTITION",
              "An ARN of a partition that does not exist. In Resource, what is none by its form is"
                  + " refused.",
              Arns::everywhere,
              new Part("partition", ArnText::partition, PARTITIONS::contains)),
          rule(
              "INVALID_ARN_REGION",
              "An ARN whose region is none by its form. Where a service is takes a catalogue.",
              Arns::everywhere,
              new Part("region", ArnText::region, REGION.asMatchPredicate())),
          rule(
              "INVALID_ARN_SERVICE_CASE",
              "An ARN of a condition whose service has capitals. In Resource it is refused.",
              Arns::inConditions,
              new Part("service", ArnText::service, Arns::isLowerCase)),
          rule(
              "INVALID_ARN_ACCOUNT",
              "An ARN of a condition whose account has not twelve digits. In Resource it is refused.",
              Arns::inConditions,
              new Part("account", ArnText::account, ACCOUNT.asMatchPredicate())),
          rule(
              "INVALID_ARN_RESOURCE",
              "An ARN of a condition that names no resource. In Resource it is refused. Which forms"
                  + " a service has takes a catalogue.",
              Arns::inConditions,
              new Part("resource", ArnText::resource, text -> !text.isEmpty())));

  private Arns() {}

  /** A part of ARNs, and what it may be. */
  private record Part(String name, Function<ArnText, String> of, Predicate<String> valid) {
    /** Whether an ARN has it, and wrong; wildcards and variables may stand for anything. */
    boolean isWrong(ArnText arn) {
      String text = of.apply(arn);
      return arn.isWhole() && Identifiers.isFixed(text) && !valid.test(text);
    }

    Remark remark(Entry entry) {
      return Remark.at(
          entry.element(),
          "'%s' cannot have '%s' for its %s."
              .formatted(entry.text(), of.apply(ArnText.of(entry.text())), name),
          "Correct it, or write * for any " + name + ".");
    }
  }

  private static boolean isLowerCase(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT));
  }

  private static Stream<Remark> missing(StatementText statement) {
    return resources(statement)
        .filter(entry -> !ArnText.of(entry.text()).isWhole())
        .map(entry ->
            Remark.at(
                entry.element(),
                "'" + entry.text() + "' has not the six parts of an ARN; * is taken for the rest.",
                "Write arn:partition:service:region:account:resource."));
  }

  private static Rule rule(
      String code, String summary, Function<StatementText, Stream<Entry>> arns, Part part) {
    return Rule.ofStatements(
        code,
        ERROR,
        summary,
        statement ->
            arns.apply(statement)
                .filter(entry -> part.isWrong(ArnText.of(entry.text())))
                .map(part::remark));
  }

  private static Stream<Entry> everywhere(StatementText statement) {
    return Stream.concat(resources(statement), inConditions(statement));
  }

  private static Stream<Entry> resources(StatementText statement) {
    return statement.resources().stream()
        .flatMap(listing -> listing.entries().stream())
        .filter(entry -> entry.text().startsWith("arn:"));
  }

  private static Stream<Entry> inConditions(StatementText statement) {
    return statement.conditions().stream()
        .filter(condition -> condition.isOf("Arn"))
        .flatMap(condition -> condition.values().stream())
        .filter(entry -> entry.text().startsWith("arn:"));
  }
}
