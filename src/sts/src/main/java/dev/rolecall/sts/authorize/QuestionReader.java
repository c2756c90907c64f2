package dev.rolecall.sts.authorize;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of {@code POST /authorize}. */
final class QuestionReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "request",
          "service",
          "region",
          "action",
          "resource",
          "resourceAccount",
          "resourcePolicy",
          "context");
  private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

  private final PolicyQuotas quotas;

  /**
   * @param quotas how long a resource's policy may be
   */
  QuestionReader(PolicyQuotas quotas) {
    this.quotas = quotas;
  }

  Question read(byte[] body) throws QuestionException {
    JsonFields fields = JsonFields.of(parse(body), "", MEMBERS);
    return new Question(
        SignedRequestReader.read(fields.require("request")),
        scope(fields),
        action(fields),
        fields.text("resource"),
        account(fields),
        resourcePolicy(fields),
        context(fields));
  }

  private static JsonValue parse(byte[] body) throws QuestionException {
    try {
      return Json.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      throw new QuestionException("the body is not UTF-8 text");
    } catch (JsonException e) {
      throw new QuestionException("the body is not JSON (" + e.position() + "): " + e.getMessage());
    }
  }

  private static Scope scope(JsonFields fields) throws QuestionException {
    Optional<String> service = fields.optionalText("service");
    Optional<String> region = fields.optionalText("region");
    return service
        .<Scope>map(name -> new Scope.Service(name, region))
        .orElseGet(() -> new Scope.Any(region));
  }

  private static String action(JsonFields fields) throws QuestionException {
    String action = fields.text("action");
    if (!ACTION.matcher(action).matches()) {
      throw fields.problem("action", "must be <service>:<Name>, such as s3:GetObject");
    }
    return action;
  }

  private static AccountId account(JsonFields fields) throws QuestionException {
    String text = fields.text("resourceAccount");
    try {
      return new AccountId(text);
    } catch (IllegalArgumentException e) {
      throw fields.problem("resourceAccount", "must be an account id of 12 digits");
    }
  }

  private @Nullable PolicyDocument resourcePolicy(JsonFields fields) throws QuestionException {
    Optional<JsonValue> document = fields.value("resourcePolicy");
    if (document.isEmpty()) {
      return null;
    }
    return switch (PolicyReader.read(
        quotas, PolicyType.RESOURCE, "resource policy", document.get())) {
      case PolicyReading.Read(var policy) -> policy;
      case PolicyReading.Refused(var problems) ->
          throw fields.problem(
              "resourcePolicy",
              "is not a policy: "
                  + problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
    };
  }

  private static Map<String, RequestContext.Entry> context(JsonFields fields)
      throws QuestionException {
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>();
    Optional<JsonValue> value = fields.value("context");
    if (value.isEmpty()) {
      return context;
    }
    if (!(value.get() instanceof JsonObject object)) {
      throw fields.problem("context", "must be an object of text or lists of text");
    }
    for (Member member : object.members()) {
      boolean multivalued = member.value() instanceof JsonArray;
      List<String> texts = JsonFields.texts(member.value(), "context." + member.name());
      context.put(member.name(), new RequestContext.Entry(texts, multivalued));
    }
    return context;
  }
}
