package dev.rolecall.sts.authorize;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.sigv4.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
  private static final int LONGEST_ACTION = 256;
  private static final int LONGEST_RESOURCE = 2048;
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

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
        fields.text("resource", LONGEST_RESOURCE),
        owner(fields),
        resourcePolicy(fields),
        ContextReader.read(fields));
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
    String action = fields.text("action", LONGEST_ACTION);
    if (!ACTION.matcher(action).matches()) {
      throw fields.problem("action", "must be <service>:<Name>, such as s3:GetObject");
    }
    return action;
  }

  /** An ARN that names an account names the resource's: layers of accounts are chosen by it. */
  private static AccountId owner(JsonFields fields) throws QuestionException {
    AccountId owner = account(fields);
    Optional<String> named =
        Arn.parse(fields.text("resource"))
            .map(Arn::account)
            .filter(id -> ACCOUNT.matcher(id).matches());
    if (named.isPresent() && !named.get().equals(owner.value())) {
      throw fields.problem(
          "resource",
          "is of account %s, but resourceAccount is %s; give the account that owns the resource"
              .formatted(named.get(), owner.value()));
    }
    return owner;
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
}
