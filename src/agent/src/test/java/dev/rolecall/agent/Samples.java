package dev.rolecall.agent;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens and credentials that look real to the agent, which checks no signature itself. */
public final class Samples {
  public static final AccountId ACCOUNT = new AccountId("111111111111");
  public static final RoleArn ROLE = new RoleArn(ACCOUNT, "/", "Reader");
  public static final String KEY_ID = "ASIAQWERTYUIOPASDFGH";

  private Samples() {}

  public static ContainerCredentials credentials(Instant expiration) {
    return new ContainerCredentials(
        new Credentials(
            new AccessKeyId(KEY_ID),
            new Secret("the-secret-access-key"),
            new Secret("the-session-token"),
            expiration),
        ACCOUNT,
        Optional.of(ROLE));
  }

  /** A token in the form of a service account's. */
  public static String token(String subject, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject);
    claims.put("exp", expiry.getEpochSecond());
    return part("{\"alg\":\"RS256\"}") + "." + part(Json.write(claims)) + ".c2lnbmF0dXJl";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** EKS Auth's answer. */
  public static String eksAuthAnswer(Instant expiration) {
    return """
    {"subject":{"namespace":"shop","serviceAccount":"web"},
     "audience":"pods.eks.amazonaws.com",
     "assumedRoleUser":{"arn":"arn:aws:sts::111111111111:assumed-role/Reader/eks-rolecall-web",
       "assumeRoleId":"AROAQWERTYUIOPASDFGHJ:eks-rolecall-web"},
     "credentials":{"accessKeyId":"%s","secretAccessKey":"the-secret-access-key",
       "sessionToken":"the-session-token","expiration":%d}}
    """
        .formatted(KEY_ID, expiration.getEpochSecond());
  }
}
