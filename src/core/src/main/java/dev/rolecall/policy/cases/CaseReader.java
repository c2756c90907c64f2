package dev.rolecall.policy.cases;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a line of a case file. */
final class CaseReader {
  private final int line;
  private final CaseFields fields;

  private CaseReader(int line, CaseFields fields) {
    this.line = line;
    this.fields = fields;
  }

  static PolicyCase read(int line, String text) throws CaseException {
    JsonValue value;
    try {
      value = Json.parse(text);
    } catch (JsonException e) {
      throw new CaseException(
          line + e.position().line() - 1,
          "column " + e.position().column() + ": not JSON: " + e.getMessage());
    }
    return new CaseReader(line, CaseFields.of(line, "", value)).policyCase();
  }

  private PolicyCase policyCase() throws CaseException {
    AuthorizationRequest request = request();
    Optional<Verdict> expected = Optional.empty();
    if (fields.optional("expected").isPresent()) {
      expected = Optional.of(verdict("expected", fields.required("expected")));
    }
    List<Verdict> alsoAcceptable = new ArrayList<>();
    for (JsonValue word : fields.list("alsoAcceptable")) {
      alsoAcceptable.add(verdict("alsoAcceptable", word));
    }
    return new PolicyCase(
        fields.optional("name").isPresent() ? fields.text("name") : "",
        CasePolicies.read(fields, isAboutTrust(request)),
        request,
        expected,
        alsoAcceptable);
  }

  private AuthorizationRequest request() throws CaseException {
    CaseFields asked = CaseFields.of(line, "request", fields.required("request"));
    String action = asked.text("action");
    String principal = asked.text("principal");
    Caller caller =
        CaseCaller.parse(principal, action)
            .orElseThrow(() ->
                asked.wrong(
                    "principal",
                    "'" + principal + "' is neither an ARN, a service nor 'anonymous'"));
    RequestContext context = context(asked);
    return new AuthorizationRequest(
        CaseCaller.withFacts(caller, context),
        action,
        resource(asked),
        resourceAccount(asked),
        context);
  }

  private static String resource(CaseFields asked) throws CaseException {
    boolean withoutResource =
        asked.optional("wildcardOnlyAction").orElse(null)
                instanceof JsonValue.JsonBoolean wildcardOnly
            && wildcardOnly.value();
    return withoutResource ? "*" : asked.text("resource");
  }

  private static AccountId resourceAccount(CaseFields asked) throws CaseException {
    String account = asked.text("resourceAccount");
    try {
      return new AccountId(account);
    } catch (IllegalArgumentException e) {
      throw asked.wrong("resourceAccount", "'" + account + "' must have 12 digits");
    }
  }

  private static RequestContext context(CaseFields asked) throws CaseException {
    RequestContext.Builder context = RequestContext.builder();
    Optional<CaseFields> given = asked.fields("context");
    if (given.isPresent()) {
      for (JsonValue.Member member : given.get().object().members()) {
        put(context, given.get(), member);
      }
    }
    return context.build();
  }

  private static void put(RequestContext.Builder context, CaseFields given, JsonValue.Member member)
      throws CaseException {
    if (member.value() instanceof JsonValue.JsonArray array) {
      List<String> values = new ArrayList<>();
      for (JsonValue element : array.elements()) {
        values.add(scalar(given, member.name(), element));
      }
      context.putAll(member.name(), values);
    } else {
      context.put(member.name(), scalar(given, member.name(), member.value()));
    }
  }

  private static String scalar(CaseFields given, String key, JsonValue value) throws CaseException {
    return switch (value) {
      case JsonValue.JsonString text -> text.value();
      case JsonValue.JsonNumber number -> number.text();
      case JsonValue.JsonBoolean bool -> Boolean.toString(bool.value());
      default -> throw given.wrong(key, "must be text, or a list of texts");
    };
  }

  private Verdict verdict(String name, JsonValue value) throws CaseException {
    String word = value instanceof JsonValue.JsonString text ? text.value() : "";
    return Verdict.named(word)
        .orElseThrow(() ->
            fields.wrong(
                name, "must be Allowed, ImplicitlyDenied, ExplicitlyDenied or PolicyError"));
  }

  private static boolean isAboutTrust(AuthorizationRequest request) {
    return request.action().toLowerCase(Locale.ROOT).startsWith("sts:")
        && Arn.parse(request.resource())
            .filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/"))
            .isPresent();
  }
}
