package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.operator.Comparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * IP addresses: private ones where AWS sees public ones only, and bits without meaning. Here the
 * protected service says what the address is, which inside a cluster may well be private.
 */
final class Addresses {
  private static final String SOURCE_IP = "aws:SourceIp";

  /** How many of a condition's addresses are private. */
  private enum Share {
    NONE,
    SOME,
    ALL
  }

  static final List<Rule> RULES =
      List.of(
          Rule.ofConditions(
              "PRIVATE_IP_ADDRESS",
              WARNING,
              "aws:SourceIp must be one of private addresses only. On AWS an error: never satisfied.",
              (statement, condition) ->
                  inPrivate(
                      condition,
                      Comparison.IP_ADDRESS,
                      Share.ALL,
                      "On AWS aws:SourceIp is a public address, and none of these is.")),
          Rule.ofConditions(
              "PRIVATE_NOTIPADDRESS",
              WARNING,
              "aws:SourceIp must be none of private addresses only. On AWS an error: always satisfied.",
              (statement, condition) ->
                  inPrivate(
                      condition,
                      Comparison.NOT_IP_ADDRESS,
                      Share.ALL,
                      "On AWS aws:SourceIp is a public address, so that these exclude nobody.")),
          Rule.ofConditions(
              "PRIVATE_IP_ADDRESS_SUBSET",
              SUGGESTION,
              "Some of the addresses for aws:SourceIp are private.",
              (statement, condition) ->
                  inPrivate(
                      condition,
                      Comparison.IP_ADDRESS,
                      Share.SOME,
                      "On AWS aws:SourceIp is a public address; some of these are private.")),
          Rule.ofConditions(
              "PRIVATE_NOTIPADDRESS_SUBSET",
              SUGGESTION,
              "Some of the addresses that aws:SourceIp must not be are private.",
              (statement, condition) ->
                  inPrivate(
                      condition,
                      Comparison.NOT_IP_ADDRESS,
                      Share.SOME,
                      "On AWS aws:SourceIp is a public address; some of these are private.")),
          Rule.ofConditions(
              "IMPROVE_IP_RANGE",
              SUGGESTION,
              "An IPv4 range with bits behind its prefix; an IPv6 range with such bits is refused.",
              (statement, condition) -> ranges(condition)));

  private Addresses() {}

  private static Stream<Remark> inPrivate(
      ConditionText condition, Comparison comparison, Share share, String message) {
    if (!condition.isOn(SOURCE_IP)
        || condition.comparison() != comparison
        || share(condition) != share) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            message,
            "Keep them if your service sees private addresses; on AWS use aws:VpcSourceIp."));
  }

  private static Share share(ConditionText condition) {
    long inPrivate =
        condition.values().stream().filter(value -> Range.isPrivate(value.text())).count();
    if (inPrivate == 0) {
      return Share.NONE;
    }
    return inPrivate == condition.values().size() ? Share.ALL : Share.SOME;
  }

  private static Stream<Remark> ranges(ConditionText condition) {
    return condition.isOf("IpAddress")
        ? condition.values().stream().flatMap(Addresses::range)
        : Stream.empty();
  }

  private static Stream<Remark> range(Entry value) {
    return Range.parse(value.text())
        .filter(range -> !range.equals(range.clean()))
        .map(range ->
            Remark.replace(
                value.element(),
                "'" + value.text() + "' has bits behind its prefix, which are ignored.",
                range.clean().toString()))
        .stream();
  }
}
