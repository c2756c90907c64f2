package dev.rolecall.sts.authorize;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.SignatureVerifier.Scope;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
          "action",
          "resource",
          "resourceAccount",
          "resourcePolicy",
          "context");
  private static final Set<String> REQUEST_MEMBERS =
      Set.of("method", "path", "query", "headers", "body");
  private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

  private QuestionReader() {}

  static Question read(byte[] body) throws QuestionException {
    JsonFields fields = JsonFields.of(parse(body), "", MEMBERS);
    Optional<String> service = fields.optionalText("service");
    return new Question(
        request(fields.require("request")),
        service.<Scope>map(Scope.Service::new).orElseGet(Scope.Any::new),
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

  private static SignedRequest request(JsonValue value) throws QuestionException {
    JsonFields fields = JsonFields.of(value, "request", REQUEST_MEMBERS);
    return new SignedRequest(
        fields.text("method"),
        fields.optionalText("path").filter(path -> !path.isEmpty()).orElse("/"),
        fields.optionalText("query").orElse(""),
        headers(fields),
        body(fields));
  }

  private static List<Header> headers(JsonFields request) throws QuestionException {
    List<Header> headers = new ArrayList<>();
    for (JsonValue element : request.list("headers")) {
      JsonFields header =
          JsonFields.of(
              element, "request.headers[" + headers.size() + "]", Set.of("name", "value"));
      headers.add(new Header(header.text("name"), header.text("value")));
    }
    return headers;
  }

  private static byte[] body(JsonFields request) throws QuestionException {
    try {
      return Base64.getDecoder().decode(request.optionalText("body").orElse(""));
    } catch (IllegalArgumentException e) {
      throw request.problem("body", "must be base64 (RFC 4648, section 4)");
    }
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

  private static @Nullable PolicyDocument resourcePolicy(JsonFields fields)
      throws QuestionException {
    Optional<JsonValue> document = fields.value("resourcePolicy");
    if (document.isEmpty()) {
      return null;
    }
    return switch (PolicyReader.read(PolicyType.RESOURCE, "resource policy", document.get())) {
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
