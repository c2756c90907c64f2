package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.audit.Shorten;
import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import java.util.LinkedHashMap;
import java.util.Map;

/** A decision in an event: for auditors, who may know all of it. */
final class DecisionMembers {
  /** Of the names of policies and statements, which those who write them choose. */
  private static final int LONGEST = 256;

  private DecisionMembers() {}

  /**
   * @param action that was asked for, {@code sts:TagSession}
   */
  static Map<String, Object> of(String action, Decision decision) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(AuditFields.ACTION, action);
    members.put(AuditFields.EFFECT, decision.getClass().getSimpleName());
    switch (decision) {
      case Decision.Allow(var by) -> put(by, members);
      case Decision.ExplicitDeny(var by) -> put(by, members);
      case Decision.ImplicitDeny(var layer) -> members.put(AuditFields.LAYER, layer.toString());
    }
    return members;
  }

  private static void put(DecidedBy by, Map<String, Object> members) {
    members.put(AuditFields.LAYER, by.layer().toString());
    members.put(AuditFields.POLICY, Shorten.text(by.policy(), LONGEST));
    if (!by.isRule()) {
      members.put(
          AuditFields.STATEMENT,
          by.sid().isEmpty() ? Integer.toString(by.index()) : Shorten.text(by.sid(), LONGEST));
    }
    if (!by.position().equals(Position.NONE)) {
      members.put(AuditFields.LINE, by.position().line());
      members.put(AuditFields.COLUMN, by.position().column());
    }
  }
}
