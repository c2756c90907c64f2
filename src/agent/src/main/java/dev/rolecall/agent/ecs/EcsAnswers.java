package dev.rolecall.agent.ecs;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers in the form of the ECS agent. */
final class EcsAnswers {
  private static final Map<String, String> FRESH =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

  private static final ContainerCredentials.Form FORM = EcsAnswers::write;

  private EcsAnswers() {}

  /** Credentials of a role, and the account besides, which SDKs that know of it take from there. */
  static EndpointAnswer credentials(ContainerCredentials granted) {
    return granted.writtenAs(FORM, body -> EndpointAnswer.of(200, FRESH, body));
  }

  private static String write(ContainerCredentials granted) {
    Credentials credentials = granted.credentials();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("RoleArn", granted.role().map(RoleArn::toString).orElseThrow());
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    members.put("Token", credentials.sessionToken().reveal());
    members.put("Expiration", credentials.expiration().toString());
    members.put("AccountId", granted.account().value());
    return Json.write(members);
  }

  /**
   * @param code the ECS agent's word for it
   */
  static EndpointAnswer error(int status, String code, String message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    members.put("HTTPErrorCode", status);
    return EndpointAnswer.of(status, FRESH, Json.write(members).getBytes(StandardCharsets.UTF_8));
  }
}
