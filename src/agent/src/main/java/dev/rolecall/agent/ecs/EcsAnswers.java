package dev.rolecall.agent.ecs;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers in the form of the ECS agent. */
final class EcsAnswers {
  private static final String JSON = "application/json";

  private EcsAnswers() {}

  /** Credentials, and the account besides, which SDKs that know of it take from there. */
  static EndpointAnswer credentials(ContainerCredentials granted, RoleArn role) {
    Credentials credentials = granted.credentials();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("RoleArn", role.toString());
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    members.put("Token", credentials.sessionToken().reveal());
    members.put("Expiration", credentials.expiration().toString());
    members.put("AccountId", granted.account().value());
    return fresh(200, Json.write(members));
  }

  /**
   * @param code the ECS agent's word for it
   */
  static EndpointAnswer error(int status, String code, String message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    members.put("HTTPErrorCode", status);
    return fresh(status, Json.write(members));
  }

  private static EndpointAnswer fresh(int status, String json) {
    return EndpointAnswer.of(status, JSON, json).with("Cache-Control", "no-store");
  }
}
