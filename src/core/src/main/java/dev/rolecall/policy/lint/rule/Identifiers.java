package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;

import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.PrincipalText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How regions, VPCs and services are written where a condition or a principal names them. */
final class Identifiers {
  static final String REGION = "[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}";

  private static final String ID = "-([0-9a-f]{8}|[0-9a-f]{17})";
  private static final Pattern SERVICE =
      Pattern.compile(
          "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|aws\\.internal)");

  static final List<Rule> RULES =
      List.of(
          rule(
              "INVALID_REGION",
              "A value of aws:RequestedRegion that is no region by its form.",
              new Form(Set.of("aws:requestedregion"), Pattern.compile(REGION), "us-east-1")),
          rule(
              "INVALID_VPC_FORMAT",
              "A value of aws:SourceVpc that is no VPC's id.",
              new Form(
                  Set.of("aws:sourcevpc"), Pattern.compile("vpc" + ID), "vpc-0123456789abcdef0")),
          rule(
              "INVALID_VPCE_FORMAT",
              "A value of aws:SourceVpce that is no VPC endpoint's id.",
              new Form(
                  Set.of("aws:sourcevpce"),
                  Pattern.compile("vpce" + ID),
                  "vpce-0123456789abcdef0")),
          servicePrincipals(
              new Form(
                  Set.of(
                      "aws:principalservicename",
                      "aws:principalservicenameslist",
                      "iam:awsservicename",
                      "iam:passedtoservice",
                      "kms:viaservice"),
                  SERVICE,
                  "service.amazonaws.com")));

  private Identifiers() {}

  /** What the values of some condition keys, in small letters, look like. */
  private record Form(Set<String> keys, Pattern pattern, String example) {
    Stream<Remark> check(ConditionText condition) {
      if (!keys.contains(condition.lowerKey()) || !condition.isOf("String")) {
        return Stream.empty();
      }
      return condition.values().stream()
          .filter(value -> isFixed(value.text()) && !pattern.matcher(value.text()).matches())
          .map(value ->
              Remark.at(
                  value.element(),
                  "'%s' is no value of '%s'.".formatted(value.text(), condition.key()),
                  "Write it as " + example + "."));
    }
  }

  /** Whether a text has neither wildcards nor variables, which may stand for anything. */
  static boolean isFixed(String text) {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0 && !text.contains("${");
  }

  private static Rule rule(String code, String summary, Form form) {
    return Rule.ofConditions(code, ERROR, summary, (statement, condition) -> form.check(condition));
  }

  private static Rule servicePrincipals(Form form) {
    return Rule.ofStatements(
        "INVALID_SERVICE_PRINCIPAL_FORMAT",
        ERROR,
        "A service, in Principal or in a condition, that is not written as AWS's services are.",
        statement ->
            Stream.concat(
                statement.conditions().stream().flatMap(form::check),
                statement.principals().stream()
                    .filter(PrincipalText::isService)
                    .filter(principal -> !SERVICE.matcher(principal.text()).matches())
                    .map(Identifiers::noService)));
  }

  private static Remark noService(PrincipalText principal) {
    return Remark.at(
        principal.element(),
        "'" + principal.text() + "' is no service: nobody ever asks under this name.",
        "Write it as service.amazonaws.com; identity providers belong under Federated.");
  }
}
