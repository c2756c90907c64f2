package dev.rolecall.sts.authorize;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import dev.rolecall.sts.authorize.fields.ResourcePolicyReader;
import dev.rolecall.sts.authorize.mapping.Operation;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final int LONGEST_ACTION = 256;

  /**
   * Of all that a question says: of 1,000 chunks 3,000, of the longest policy by default 5,000. A
   * body of numbers alone would take sixty times its bytes.
   */
  private static final int MOST_VALUES = 20_000;

  private final PolicyQuotas quotas;

  /**
   * @param quotas how long a resource's policy may be
   */
  QuestionReader(PolicyQuotas quotas) {
    this.quotas = quotas;
  }

  Question read(byte[] body) throws FieldException {
    JsonFields fields = JsonFields.of(parse(body), "", MEMBERS);
    return new Question(
        SignedRequestReader.read(fields.require("request")),
        scope(fields),
        List.of(operation(fields)));
  }

  private static JsonValue parse(byte[] body) throws FieldException {
    try {
      return Json.parse(body, MOST_VALUES);
    } catch (JsonException e) {
      throw new FieldException("the body is not JSON (" + e.position() + "): " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new FieldException("the body is not UTF-8 text");
    }
  }

  private static Scope scope(JsonFields fields) throws FieldException {
    Optional<String> service = fields.optionalText("service");
    Optional<String> region = fields.optionalText("region");
    return service
        .<Scope>map(name -> new Scope.Service(name, region))
        .orElseGet(() -> new Scope.Any(region));
  }

  private Operation operation(JsonFields fields) throws FieldException {
    String action = action(fields);
    String resource = fields.text("resource", Operation.LONGEST_RESOURCE);
    AccountId account = account(fields);
    PolicyDocument policy = ResourcePolicyReader.read(fields, "resourcePolicy", quotas);
    Map<String, RequestContext.Entry> context = ContextReader.read(fields);
    try {
      return new Operation(action, resource, account, policy, context);
    } catch (IllegalArgumentException e) {
      throw fields.problem("resource", String.valueOf(e.getMessage()));
    }
  }

  private static String action(JsonFields fields) throws FieldException {
    String action = fields.text("action", LONGEST_ACTION);
    if (!Operation.isAction(action)) {
      throw fields.problem("action", "must be <service>:<Name>, such as s3:GetObject");
    }
    return action;
  }

  private static AccountId account(JsonFields fields) throws FieldException {
    String text = fields.text("resourceAccount");
    try {
      return new AccountId(text);
    } catch (IllegalArgumentException e) {
      throw fields.problem("resourceAccount", "must be an account id of 12 digits");
    }
  }
}
