package dev.rolecall.agent.sts;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.session.Credentials;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads answers of EKS Auth's AssumeRoleForPodIdentity (REST-JSON; times are epoch seconds, the
 * error's name is in {@code x-amzn-ErrorType} or {@code __type}).
 */
final class EksAuthAnswer {
  private static final Pattern ERROR_NAME = Pattern.compile("[A-Za-z]{1,64}");

  /** AWS's name for a caller whose own credentials are not known. */
  private static final String AGENT_REFUSED = "UnrecognizedClientException";

  private EksAuthAnswer() {}

  /**
   * @param errorType the header; empty where there is none
   */
  static CredentialAnswer read(int status, String errorType, String body) {
    return switch (status) {
      case 200 ->
          granted(body)
              .orElseGet(
                  () -> new CredentialAnswer.Unavailable("sts gave an answer of another form"));
      case 408, 429 -> new CredentialAnswer.Unavailable("sts asks to come back later");
      default ->
          status >= 400 && status < 500
              ? refused(status, errorType, body)
              : new CredentialAnswer.Unavailable("sts answered " + status + ": " + message(body));
    };
  }

  /** Whether it is a no to the agent itself, whoever it asked for. */
  static boolean refusesAgent(int status, String errorType, String body) {
    return status == 401 || status == 403 && errorName(errorType, body).equals(AGENT_REFUSED);
  }

  /** A no to the agent itself says nothing about the pod, whose credentials stay good. */
  private static CredentialAnswer refused(int status, String errorType, String body) {
    String message = message(body);
    return refusesAgent(status, errorType, body)
        ? new CredentialAnswer.Unavailable("sts does not accept the agent itself: " + message)
        : new CredentialAnswer.Refused(status, errorName(errorType, body), message);
  }

  private static Optional<CredentialAnswer> granted(String body) {
    try {
      JsonValue answer = Json.parse(body);
      JsonValue credentials = member(answer, "credentials").orElseThrow();
      Arn user =
          Arn.parse(text(member(answer, "assumedRoleUser").orElseThrow(), "arn")).orElseThrow();
      return Optional.of(
          new CredentialAnswer.Granted(
              new ContainerCredentials(
                  new Credentials(
                      new AccessKeyId(text(credentials, "accessKeyId")),
                      new Secret(text(credentials, "secretAccessKey")),
                      new Secret(text(credentials, "sessionToken")),
                      expiration(credentials)),
                  new AccountId(user.account()),
                  role(answer),
                  member(answer, "shape").map(shape -> text(answer, "shape")))));
    } catch (JsonException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What an agent that vouches for a pod is told besides. */
  private static Optional<RoleArn> role(JsonValue answer) {
    return member(answer, "roleArn")
        .map(role -> RoleArn.parse(text(answer, "roleArn")).orElseThrow());
  }

  private static Instant expiration(JsonValue credentials) {
    return member(credentials, "expiration")
        .filter(JsonValue.JsonNumber.class::isInstance)
        .map(number -> ((JsonValue.JsonNumber) number).value().longValue())
        .map(Instant::ofEpochSecond)
        .orElseThrow();
  }

  private static String errorName(String errorType, String body) {
    String name = errorType.isEmpty() ? optionalText(body, "__type") : errorType;
    String bare = name.substring(name.indexOf('#') + 1).split(":", 2)[0];
    return ERROR_NAME.matcher(bare).matches() ? bare : "InvalidRequestException";
  }

  private static String message(String body) {
    String message = optionalText(body, "message");
    return message.isEmpty() ? "no reason given" : message;
  }

  private static String optionalText(String body, String name) {
    try {
      return text(Json.parse(body), name);
    } catch (JsonException | RuntimeException e) {
      return "";
    }
  }

  private static String text(JsonValue object, String name) {
    return member(object, name)
        .filter(JsonValue.JsonString.class::isInstance)
        .map(text -> ((JsonValue.JsonString) text).value())
        .filter(text -> !text.isEmpty())
        .orElseThrow();
  }

  private static Optional<JsonValue> member(JsonValue value, String name) {
    return value instanceof JsonValue.JsonObject object ? object.get(name) : Optional.empty();
  }
}
