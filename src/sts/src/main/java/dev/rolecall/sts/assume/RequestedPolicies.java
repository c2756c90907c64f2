package dev.rolecall.sts.assume;

import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The session policies that a request brings. What any of them allows is allowed (IAM User Guide,
 * "Session policies"), so they become one document.
 */
final class RequestedPolicies {
  private static final String VERSION = "2012-10-17";

  private final ResourceDirectory resources;
  private final PolicyQuotas quotas;

  RequestedPolicies(ResourceDirectory resources, PolicyQuotas quotas) {
    this.resources = resources;
    this.quotas = quotas;
  }

  /**
   * @param account the role's: only its managed policies may be named
   * @param inline the text of an inline policy
   * @param arns of managed policies
   */
  Optional<PolicyDocument> read(AccountId account, Optional<String> inline, List<String> arns)
      throws RefusedException {
    List<PolicyDocument> documents = new ArrayList<>();
    if (inline.isPresent()) {
      documents.add(read("session policy", inline.get()));
    }
    for (String arn : arns) {
      PolicyDocument managed =
          resources
              .managedPolicy(account, arn)
              .orElseThrow(() ->
                  malformed(
                      "The managed policy " + arn + " does not exist or is not" + " attachable."));
      documents.add(read(arn, managed.json()));
    }
    return switch (documents.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(documents.getFirst());
      default -> Optional.of(read("session policies", union(documents)));
    };
  }

  private PolicyDocument read(String name, String json) throws RefusedException {
    return switch (PolicyReader.read(quotas, PolicyType.SESSION, name, json)) {
      case PolicyReading.Read(var document) -> document;
      case PolicyReading.Refused(var problems) ->
          throw malformed(
              problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
    };
  }

  /** All statements in one document, without their ids, which may be the same. */
  private static String union(List<PolicyDocument> documents) throws RefusedException {
    List<JsonValue> statements = new ArrayList<>();
    for (PolicyDocument document : documents) {
      JsonObject root = parse(document.json());
      requireSameMeaning(document, root);
      JsonValue statement = root.get("Statement").orElseThrow();
      List<JsonValue> all =
          statement instanceof JsonArray array ? array.elements() : List.of(statement);
      all.forEach(one -> statements.add(withoutId((JsonObject) one)));
    }
    return Json.write(
        new JsonObject(
            List.of(
                member("Version", new JsonString(VERSION, Position.NONE)),
                member("Statement", new JsonArray(statements, Position.NONE))),
            Position.NONE));
  }

  /** In the old version of the language a dollar sign is nothing special. */
  private static void requireSameMeaning(PolicyDocument document, JsonObject root)
      throws RefusedException {
    boolean old =
        root.get("Version")
            .filter(version -> version instanceof JsonString text && text.value().equals(VERSION))
            .isEmpty();
    if (old && document.json().contains("${")) {
      throw malformed(
          document.name() + " has variables, for which it needs the Version " + VERSION);
    }
  }

  private static JsonObject parse(String json) throws RefusedException {
    try {
      return (JsonObject) Json.parse(json);
    } catch (JsonException e) {
      throw malformed("The policy is not JSON: " + e.getMessage());
    }
  }

  private static JsonObject withoutId(JsonObject statement) {
    return new JsonObject(
        statement.members().stream().filter(member -> !member.name().equals("Sid")).toList(),
        Position.NONE);
  }

  private static Member member(String name, JsonValue value) {
    return new Member(name, value, Position.NONE);
  }

  private static RefusedException malformed(String message) {
    return new RefusedException(Refusal.told(Kind.MALFORMED_POLICY, message));
  }
}
