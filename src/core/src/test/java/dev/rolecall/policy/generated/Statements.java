package dev.rolecall.policy.generated;

import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Statements of one document. */
final class Statements {
  private final Dice dice;
  private final PolicyType type;
  private final Conditions conditions;

  /**
   * @param variables whether the document's version has variables
   */
  Statements(Dice dice, PolicyType type, boolean variables) {
    this.dice = dice;
    this.type = type;
    this.conditions = new Conditions(dice, variables);
  }

  /** A statement, its elements in any order. */
  Map<String, Object> statement() {
    boolean denies = type == PolicyType.RCP || dice.percent(30);
    Map<String, Object> elements = new LinkedHashMap<>();
    elements.put("Effect", denies ? "Deny" : "Allow");
    if (type == PolicyType.RCP) {
      elements.put("Principal", dice.percent(50) ? "*" : Map.of("AWS", "*"));
    } else if (type == PolicyType.RESOURCE || type == PolicyType.TRUST) {
      boolean excepts = denies && type == PolicyType.RESOURCE && dice.percent(40);
      elements.put(excepts ? "NotPrincipal" : "Principal", new Principals(dice).element(excepts));
    }
    actions(elements);
    resources(elements);
    if (dice.percent(denies ? 75 : 50)) {
      elements.put("Condition", conditions.block());
    }
    return shuffled(elements);
  }

  /** What allows everything that the type may allow. */
  Map<String, Object> everything() {
    Map<String, Object> elements = new LinkedHashMap<>();
    elements.put("Effect", "Allow");
    if (type == PolicyType.RCP || type == PolicyType.RESOURCE || type == PolicyType.TRUST) {
      elements.put("Principal", "*");
    }
    elements.put("Action", type == PolicyType.TRUST ? "sts:*" : "*");
    if (type != PolicyType.TRUST) {
      elements.put("Resource", "*");
    }
    return elements;
  }

  private void actions(Map<String, Object> elements) {
    boolean excepts = type != PolicyType.RCP && dice.percent(15);
    List<String> patterns = dice.some(excepts || dice.percent(97) ? 1 : 0, 3, this::action);
    elements.put(excepts ? "NotAction" : "Action", dice.oneOrMany(patterns));
  }

  private String action() {
    if (type == PolicyType.TRUST) {
      return dice.percent(80) ? dice.respelt(dice.of(Vocabulary.TRUST_ACTIONS)) : "sts:Assume*";
    }
    if (dice.percent(20)) {
      return "*";
    }
    String action = dice.of(dice.percent(10) ? Vocabulary.TRUST_ACTIONS : Vocabulary.ACTIONS);
    int colon = action.indexOf(':') + 1;
    return dice.respelt(action.substring(0, colon) + dice.pattern(action.substring(colon)));
  }

  private void resources(Map<String, Object> elements) {
    if (type == PolicyType.TRUST || (type == PolicyType.RESOURCE && dice.percent(10))) {
      return;
    }
    boolean excepts = dice.percent(15);
    List<String> patterns = dice.some(excepts || dice.percent(97) ? 1 : 0, 3, this::resource);
    elements.put(excepts ? "NotResource" : "Resource", dice.oneOrMany(patterns));
  }

  private String resource() {
    int kind = dice.below(20);
    if (kind < 5) {
      return "*";
    }
    if (kind == 5) {
      return dice.of(List.of("arn:aws:s3", "arn:aws:s3:", "arn:aws:sqs:us-east-1", "arn:aws"));
    }
    String arn = dice.of(dice.percent(90) ? Vocabulary.RESOURCES : Vocabulary.ROLES);
    String[] parts = arn.split(":", 6);
    for (int part = 1; part < 5; part++) {
      if (dice.percent(12)) {
        parts[part] = dice.of(List.of("*", withWildcard(parts[part])));
      }
    }
    String pattern = dice.pattern(parts[5]);
    String last = pattern.isEmpty() ? "*" : pattern;
    parts[5] = dice.percent(40) ? conditions.withVariable(last) : last;
    return String.join(":", parts);
  }

  /** A part of an ARN that has no wildcard must be a partition, a service or an account. */
  private String withWildcard(String part) {
    String pattern = part.isEmpty() ? "?" : dice.pattern(part);
    return pattern.contains("*") || pattern.contains("?") ? pattern : part;
  }

  private Map<String, Object> shuffled(Map<String, Object> elements) {
    List<Map.Entry<String, Object>> entries = new ArrayList<>(elements.entrySet());
    Collections.shuffle(entries, new Random(dice.below(1000)));
    Map<String, Object> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    return shuffled;
  }
}
