package dev.rolecall.policy.reference;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.reference.Question.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of the written cases, read anew. */
final class WrittenCase {
  private WrittenCase() {}

  static PolicyTexts policies(JsonObject written) {
    return new PolicyTexts(
        documents(written.get("identityPolicies")),
        document(written.get("resourcePolicy")),
        documents(written.get("boundaries")),
        document(written.get("sessionPolicy")),
        levels(written.get("scps")),
        levels(written.get("rcps")));
  }

  static Question question(JsonObject written) {
    JsonObject request = (JsonObject) written.get("request").orElseThrow();
    boolean withoutResource =
        request.get("wildcardOnlyAction").orElse(null) instanceof JsonBoolean only && only.value();
    Map<String, Given> context = new LinkedHashMap<>();
    request
        .get("context")
        .map(Document::members)
        .orElse(Map.of())
        .forEach((key, value) ->
            context.put(key, new Given(Document.texts(value), value instanceof JsonArray)));
    String action = text(request, "action");
    return new Question(
        caller(text(request, "principal"), action),
        action,
        withoutResource ? "*" : text(request, "resource"),
        text(request, "resourceAccount"),
        context);
  }

  private static Caller caller(String principal, String action) {
    if (principal.equals("anonymous")) {
      return new Caller.Anonymous();
    }
    if (!principal.startsWith("arn:")) {
      return action.equals("sts:AssumeRoleWithWebIdentity")
          ? new Caller.WebIdentity(principal)
          : new Caller.Service(principal);
    }
    Arn arn = Arn.parse(principal).orElseThrow();
    String resource = arn.resource();
    if (resource.contains("-provider/")) {
      return new Caller.WebIdentity(principal);
    }
    AccountId account = new AccountId(arn.account());
    if (resource.startsWith("assumed-role/")) {
      return new Caller.RoleSession(new RoleArn(account, "/", resource.split("/", 3)[1]), arn);
    }
    if (resource.startsWith("federated-user/")) {
      return new Caller.FederatedUser(account, arn);
    }
    return resource.equals("root") ? new Caller.Root(account) : new Caller.User(account, arn);
  }

  private static String text(JsonObject object, String member) {
    return ((JsonString) object.get(member).orElseThrow()).value();
  }

  private static @Nullable String document(Optional<JsonValue> value) {
    return value
        .filter(given -> !(given instanceof JsonNull))
        .map(WrittenCase::document)
        .orElse(null);
  }

  private static String document(JsonValue value) {
    return value instanceof JsonString raw ? raw.value() : Json.write(value);
  }

  private static List<String> documents(Optional<JsonValue> value) {
    return value.map(WrittenCase::documents).orElse(List.of());
  }

  private static List<String> documents(JsonValue value) {
    return ((JsonArray) value).elements().stream().map(WrittenCase::document).toList();
  }

  private static List<List<String>> levels(Optional<JsonValue> value) {
    return value
        .map(
            levels -> ((JsonArray) levels).elements().stream().map(WrittenCase::documents).toList())
        .orElse(List.of());
  }
}
