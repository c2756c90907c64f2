package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which condition keys there are, and which belong together. */
final class ConditionKeys {
  private static final String UNSUPPORTED = "aws:ARN";
  private static final String DEPRECATED = "aws:SourceOwner";

  /** A key whose value means little without one of the others. */
  private static final Map<String, List<String>> PAIRS =
      Map.of(
          "aws:vpcsourceip", List.of("aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"),
          "aws:ec2instancesourceprivateipv4", List.of("aws:Ec2InstanceSourceVpc"));

  /** What a policy of a resource knows already: they are about that resource. */
  private static final Set<String> OF_THE_RESOURCE =
      Set.of("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths");

  static final List<Rule> RULES =
      List.of(
          Rule.ofConditions(
              "INVALID_GLOBAL_CONDITION_KEY",
              ERROR,
              "A key that begins with aws: and does not exist.",
              (statement, condition) -> unknown(condition)),
          Rule.ofConditions(
              "UNSUPPORTED_GLOBAL_CONDITION_KEY",
              ERROR,
              "The key aws:ARN, which no request has.",
              (statement, condition) -> unsupported(condition)),
          Rule.ofConditions(
              "DEPRECATED_GLOBAL_CONDITION_KEY",
              WARNING,
              "The key aws:SourceOwner, which aws:SourceAccount replaced.",
              (statement, condition) -> deprecated(condition)),
          Rule.ofConditions(
              "MISSING_PAIRED_CONDITION_KEYS",
              SECURITY_WARNING,
              "A private address without the VPC that it is an address of.",
              ConditionKeys::unpaired),
          Rule.ofConditions(
              "IRRELEVANT_CONDITION_KEY_IN_POLICY",
              SUGGESTION,
              "A policy of a resource asks whose resource it is (aws:ResourceAccount and the like).",
              ConditionKeys::irrelevant));

  private ConditionKeys() {}

  private static Stream<Remark> unknown(ConditionText condition) {
    return Stream.of(condition)
        .filter(found -> GlobalKeys.isGlobal(found.key()) && !found.key().endsWith("/"))
        .filter(found -> GlobalKeys.kind(found.key()).isEmpty())
        .map(found -> {
          String message = "There is no condition key '" + found.key() + "'.";
          return Spelling.nearest(found.key(), GlobalKeys.names())
              .map(nearest -> Remark.replace(found.element(), message, nearest))
              .orElseGet(() ->
                  Remark.at(
                      found.element(),
                      message,
                      "Correct it; keys of your own services need a prefix of their own."));
        });
  }

  private static Stream<Remark> unsupported(ConditionText condition) {
    return Stream.of(condition)
        .filter(found -> found.isOn(UNSUPPORTED))
        .map(found ->
            Remark.at(
                found.element(),
                "No request has the key aws:ARN.",
                "Use aws:PrincipalArn for who asks, or aws:SourceArn for what a service asks for."));
  }

  private static Stream<Remark> deprecated(ConditionText condition) {
    return Stream.of(condition)
        .filter(found -> found.isOn(DEPRECATED))
        .map(found ->
            Remark.replace(
                found.element(), "The key aws:SourceOwner is deprecated.", "aws:SourceAccount"));
  }

  private static Stream<Remark> unpaired(StatementText statement, ConditionText condition) {
    List<String> partners = PAIRS.getOrDefault(condition.lowerKey(), List.of());
    boolean paired =
        partners.isEmpty()
            || partners.stream().anyMatch(key -> statement.conditionsOn(key).count() > 0);
    if (paired) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "'" + condition.key() + "' alone: every VPC may have that private address.",
            "Add a condition on " + String.join(" or ", partners) + "."));
  }

  private static Stream<Remark> irrelevant(StatementText statement, ConditionText condition) {
    boolean ofResource =
        statement.type() == PolicyType.RESOURCE || statement.type() == PolicyType.TRUST;
    if (!ofResource || !OF_THE_RESOURCE.contains(condition.lowerKey())) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "'" + condition.key() + "' is the same for every request to this policy's resource.",
            "Remove it; in an identity policy it limits which resources may be used."));
  }
}
