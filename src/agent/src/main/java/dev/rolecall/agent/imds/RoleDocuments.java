package dev.rolecall.agent.imds;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is below {@code meta-data/iam/}, as EC2 writes it. */
final class RoleDocuments {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 17;

  private RoleDocuments() {}

  /**
   * @param now when they were brought up to date
   */
  static String credentials(ContainerCredentials granted, Instant now) {
    Credentials credentials = granted.credentials();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Code", "Success");
    members.put("LastUpdated", now.truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("Type", "AWS-HMAC");
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    members.put("Token", credentials.sessionToken().reveal());
    members.put("Expiration", credentials.expiration().toString());
    return Json.write(members);
  }

  /** The instance profile that would have this role alone. */
  static String info(RoleArn role, Instant now) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Code", "Success");
    members.put("LastUpdated", now.truncatedTo(ChronoUnit.SECONDS).toString());
    members.put(
        "InstanceProfileArn",
        "arn:aws:iam::" + role.account() + ":instance-profile" + role.path() + role.name());
    members.put("InstanceProfileId", "AIPA" + id(role));
    return Json.write(members);
  }

  /** The same for the same role, in the form of IAM's unique ids. */
  private static String id(RoleArn role) {
    byte[] digest = digest(role.toString());
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(DIGITS.charAt(digest[i] & 31));
    }
    return id.toString();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
