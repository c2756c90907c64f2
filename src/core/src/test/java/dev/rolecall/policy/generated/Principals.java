package dev.rolecall.policy.generated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Principal and NotPrincipal elements. */
final class Principals {
  /** What must stand together in a NotPrincipal to leave somebody out. */
  private static final List<List<String>> COMPLETE =
      List.of(
          List.of("111111111111", "arn:aws:iam::111111111111:user/bob"),
          List.of("arn:aws:iam::222222222222:root", "AIDABOBBOBBOBBOB2"),
          List.of(
              "arn:aws:iam::111111111111:root",
              "arn:aws:iam::111111111111:role/app",
              "arn:aws:sts::111111111111:assumed-role/app/s1"),
          List.of(
              "222222222222", "AROADEVDEVDEVDEV1", "arn:aws:sts::222222222222:assumed-role/dev/s1"),
          List.of("111111111111", "arn:aws:sts::111111111111:federated-user/bob"));

  private final Dice dice;

  Principals(Dice dice) {
    this.dice = dice;
  }

  /**
   * @param excepts whether it is for NotPrincipal
   */
  Object element(boolean excepts) {
    if (dice.percent(excepts ? 4 : 25)) {
      return "*";
    }
    Map<String, Object> types = new LinkedHashMap<>();
    if (excepts && dice.percent(60)) {
      types.put("AWS", dice.of(COMPLETE));
    } else if (dice.percent(75)) {
      int least = dice.percent(97) ? 1 : 0;
      types.put("AWS", dice.oneOrMany(dice.some(least, 4, () -> dice.of(Vocabulary.PRINCIPALS))));
    }
    if (dice.percent(25)) {
      types.put("Federated", dice.oneOrMany(dice.some(1, 2, () -> dice.of(Vocabulary.PROVIDERS))));
    }
    if (dice.percent(25) || types.isEmpty()) {
      types.put("Service", dice.oneOrMany(dice.some(1, 2, () -> dice.of(Vocabulary.SERVICES))));
    }
    return types;
  }
}
