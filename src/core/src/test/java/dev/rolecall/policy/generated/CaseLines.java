package dev.rolecall.policy.generated;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pairs of policies and request in the form of the written cases, one JSON object a line. */
public final class CaseLines {
  private static final int QUESTIONS_A_SET = 5;

  private CaseLines() {}

  /**
   * Writes random cases, without expected answers, to standard output.
   *
   * @param arguments how many, and the seed
   */
  public static void main(String... arguments) {
    try (PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
      lines(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])).forEach(out::println);
    }
  }

  /** That many random cases, of callers that a case can tell. */
  public static List<String> lines(int count, long seed) {
    List<String> lines = new ArrayList<>();
    for (long next = seed; lines.size() < count; next++) {
      PolicySet set = PolicySets.of(next);
      if (set.caller() instanceof Caller.RoleSession session
          && session.role().path().length() > 1) {
        continue;
      }
      for (Question question : Questions.of(next, set, QUESTIONS_A_SET)) {
        lines.add(line("seed-" + next + "-" + lines.size(), set.texts(), question));
      }
    }
    return lines.subList(0, count);
  }

  /** A session's ARN tells neither its role's path nor its user. */
  private static boolean canTell(Caller caller) {
    return switch (caller) {
      case Caller.RoleSession session -> session.role().path().equals("/");
      case Caller.FederatedUser user -> user.user() == null;
      default -> true;
    };
  }

  /** One line, without an expected answer. */
  public static String line(String name, PolicyTexts policies, Question question) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", name);
    members.put("identityPolicies", trees(policies.identity()));
    members.put("resourcePolicy", tree(policies.resource()));
    members.put("boundaries", trees(policies.boundaries()));
    members.put("sessionPolicy", tree(policies.session()));
    members.put("scps", policies.scps().stream().map(CaseLines::trees).toList());
    members.put("rcps", policies.rcps().stream().map(CaseLines::trees).toList());
    members.put("request", request(question));
    return Json.write(members);
  }

  private static Map<String, Object> request(Question question) {
    Map<String, Object> context = new LinkedHashMap<>();
    question
        .context()
        .forEach((key, given) ->
            context.put(key, given.many() ? given.values() : given.values().get(0)));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("principal", principal(question.caller()));
    request.put("action", question.action());
    request.put("resource", question.resource());
    request.put("resourceAccount", question.resourceAccount());
    request.put("context", context);
    return request;
  }

  private static String principal(Caller caller) {
    return switch (caller) {
      case Caller.Root root -> "arn:aws:iam::" + root.id() + ":root";
      case Caller.User user -> user.arn().toString();
      case Caller.Role role -> role.role().toString();
      case Caller.RoleSession session -> session.session().toString();
      case Caller.FederatedUser user -> user.arn().toString();
      case Caller.WebIdentity identity -> identity.provider();
      case Caller.Service service -> service.name();
      case Caller.Anonymous anonymous -> "anonymous";
    };
  }

  private static List<JsonValue> trees(List<String> documents) {
    return documents.stream().map(CaseLines::parsed).toList();
  }

  private static @Nullable JsonValue tree(@Nullable String document) {
    return document == null ? null : parsed(document);
  }

  private static JsonValue parsed(String document) {
    try {
      return Json.parse(document);
    } catch (JsonException e) {
      throw new IllegalStateException(document, e);
    }
  }
}
