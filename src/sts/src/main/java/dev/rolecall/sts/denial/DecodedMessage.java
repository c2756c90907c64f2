package dev.rolecall.sts.denial;

import dev.rolecall.json.Json;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A denial as JSON, in the shape that {@code DecodeAuthorizationMessage} gives (STS API reference).
 * It belongs to the caller's account: of other accounts' policies, and of guardrails, it says
 * nothing but, of guardrails, that one denied.
 */
final class DecodedMessage {
  /** So that the message, in base64, is no longer than what the action accepts. */
  private static final int MAX_CONDITIONS_BYTES = 4096;

  private static final int MAX_RESOURCE_BYTES = 1280;
  private static final int MAX_ACTION_BYTES = 256;
  private static final int MAX_POLICY_BYTES = 384;
  private static final int MAX_SID_BYTES = 128;

  private static final int QUOTES = 2;

  /** Of one character in JSON: a control character as an escape. */
  private static final int MOST_BYTES_OF_ONE = 6;

  private DecodedMessage() {}

  static String of(Denial denial) {
    Map<String, Object> message = new LinkedHashMap<>();
    List<Object> statements = statements(denial);
    message.put("allowed", false);
    message.put("explicitDeny", !statements.isEmpty());
    message.put("matchedStatements", items(statements));
    message.put("failures", items(List.of()));
    message.put("context", context(denial));
    return Json.write(message);
  }

  private static List<Object> statements(Denial denial) {
    if (!(denial.decision() instanceof Decision.ExplicitDeny(var by))) {
      return List.of();
    }
    return switch (by.layer()) {
      case IDENTITY, SESSION -> List.of(statement(by, true));
      case SCP, BOUNDARY -> List.of(statement(by, false));
      case TRUST, RESOURCE -> denial.isOwn() ? List.of(statement(by, true)) : List.of();
      case RCP -> denial.isOwn() ? List.of(statement(by, false)) : List.of();
    };
  }

  private static Map<String, Object> statement(Decision.DecidedBy by, boolean named) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("statementId", named ? bounded(by.sid(), MAX_SID_BYTES) : "");
    statement.put("effect", "DENY");
    statement.put("sourcePolicyId", named ? bounded(by.policy(), MAX_POLICY_BYTES) : "");
    statement.put("sourcePolicyType", by.layer().toString());
    return statement;
  }

  private static Map<String, Object> context(Denial denial) {
    Map<String, Object> principal = new LinkedHashMap<>();
    principal.put("id", denial.caller().userId());
    principal.put("arn", denial.caller().arn().toString());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("principal", principal);
    context.put("action", bounded(denial.action(), MAX_ACTION_BYTES));
    context.put("resource", bounded(denial.resource().name(), MAX_RESOURCE_BYTES));
    context.put("conditions", items(conditions(denial.context())));
    return context;
  }

  /** Those that fit; the first were put first. */
  private static List<Object> conditions(RequestContext context) {
    List<Object> conditions = new ArrayList<>();
    int room = MAX_CONDITIONS_BYTES;
    for (Map.Entry<String, RequestContext.Entry> entry : context.entries().entrySet()) {
      Map<String, Object> condition = new LinkedHashMap<>();
      condition.put("key", entry.getKey());
      condition.put(
          "values",
          items(entry.getValue().values().stream().map(value -> Map.of("value", value)).toList()));
      room -= bytes(condition) + 1;
      if (room >= 0) {
        conditions.add(condition);
      } else {
        break;
      }
    }
    return conditions;
  }

  private static Map<String, Object> items(List<?> items) {
    return Map.of("items", items);
  }

  /** The text, or where it is too long in JSON a beginning of it that is not. */
  private static String bounded(String text, int bytes) {
    return text.length() <= bytes && bytes(text) <= bytes + QUOTES
        ? text
        : text.substring(0, Math.min(text.length(), bytes / MOST_BYTES_OF_ONE));
  }

  private static int bytes(Object json) {
    return Json.write(Json.of(json)).getBytes(StandardCharsets.UTF_8).length;
  }
}
