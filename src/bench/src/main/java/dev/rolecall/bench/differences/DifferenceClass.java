package dev.rolecall.bench.differences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why iam-simulate answers otherwise. A case belongs to the first class that fits what is left of
 * it when everything that can go without changing either answer is gone. Each is explained in
 * {@code docs/policy-differences.md} under its word.
 */
enum DifferenceClass {
  REFUSED_DOCUMENTS(it -> it.answers().ours().equals("PolicyError")),
  ROOT_USER(it -> it.isRoot() && it.answers().ours().equals("Allowed")),
  FEDERATED_USERS(it -> it.isFederatedUser() && !it.has("sessionPolicy") && !it.weDenyExplicitly()),
  TRUST_POLICIES(it -> it.isOfSts() && !it.weDenyExplicitly() && it.isAboutTrust()),
  SEVERAL_BOUNDARIES(it -> it.count("boundaries") > 1),
  SESSION_POLICIES(it -> it.has("sessionPolicy") && it.has("resourcePolicy")),
  GUARDRAILS_OF_STRANGERS(it -> it.isWithoutAccount() && it.has("scps")),
  NOT_PRINCIPAL(it -> it.mentions("\"NotPrincipal\"")),
  EMPTY_LISTS(
      it -> it.mentions("(IfExists|ForAllValues|ForAnyValue)[^}]*\\[\\]") || it.asks(": ?\\[\\]")),
  SET_OPERATORS_AND_NULL(it -> it.mentions("For(All|Any)Value(s)?:Null")),
  IF_EXISTS_OF_ANY_VALUE(it -> it.mentions("ForAnyValue:[A-Za-z]*IfExists")),
  EMPTY_TEXTS(it -> it.asks(": ?\"\"") || it.asks("\\[\"\"")),
  VARIABLES(it -> it.mentions("\\$\\{")),
  SHORT_ARNS(it -> it.hasResource("(?!\\*$)([^:]*:){0,4}[^:]*")),
  RESOURCE_TYPE_WILDCARDS(it ->
      it.hasResource("([^:]*:){5}(?!\\*$)[^:/]*[*?].*") || it.hasResource("arn:[^:]*:[^:]*[*?].*")),
  ADDRESSES(it -> it.mentions("IpAddress")),
  DATES(it -> it.mentions("\"[A-Za-z:]*Date")),
  NUMBERS(it -> it.mentions("\"[A-Za-z:]*Numeric")),
  ARNS_IN_CONDITIONS(it -> it.mentions("\"[A-Za-z:]*Arn(Not)?(Like|Equals)")),
  LINE_BREAKS(it -> it.asks("\\\\n")),
  UNIQUE_IDS(it -> it.mentions("\"A(ID|RO)A")),
  SET_OPERATORS_ON_SINGLE_VALUES(it -> it.mentions("For(All|Any)Value")),
  WITHOUT_ACCOUNT(DifferingCase::isWithoutAccount),
  ACTIONS_THAT_ARE_NONE(
      it -> !it.action().matches("[a-z0-9-]+:[a-z0-9]+") || it.mentions("Action\":[^,]*[.]")),
  ASKED_WITH_WILDCARDS(it -> it.resource().contains("*") || it.resource().contains("?"));

  private final Predicate<DifferingCase> fits;

  DifferenceClass(Predicate<DifferingCase> fits) {
    this.fits = fits;
  }

  /** The heading in the document. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<DifferenceClass> of(DifferingCase least) {
    return Arrays.stream(values()).filter(one -> one.fits.test(least)).findFirst();
  }
}
