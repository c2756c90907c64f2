package dev.rolecall.sts.clients;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.session.Credentials;
import dev.rolecall.sts.Answers;
import java.util.Map;

/** Credentials that a client is given rather than finds. */
record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {
  static Keys of(Credentials credentials) {
    return new Keys(
        credentials.accessKeyId().value(),
        credentials.secretAccessKey().reveal(),
        credentials.sessionToken().reveal());
  }

  /** Those of an answer to AssumeRole. */
  static Keys of(JsonObject result) {
    JsonObject credentials = (JsonObject) result.get("Credentials").orElseThrow();
    return new Keys(
        Answers.text(credentials, "AccessKeyId"),
        Answers.text(credentials, "SecretAccessKey"),
        Answers.text(credentials, "SessionToken"));
  }

  Map<String, String> json() {
    return Map.of(
        "AccessKeyId", accessKeyId,
        "SecretAccessKey", secretAccessKey,
        "SessionToken", sessionToken);
  }
}
