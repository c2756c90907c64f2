package dev.rolecall.bench.sts;

import dev.rolecall.bench.sts.Directory.Pod;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests as they go over the wire. */
final class Requests {
  private static final String HOST = "sts.us-east-1.amazonaws.com";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String AGENT =
      "aws-sdk-java/2.57.8 md/io#sync md/http#UrlConnection ua/2.1 api/STS#2.57.8 os/Linux"
          + " lang/java#21 m/D,E";
  private static final Signer STS = new Signer("us-east-1", "sts");
  private static final Signer S3 = new Signer("us-east-1", "s3");

  private Requests() {}

  /**
   * AssumeRoleWithWebIdentity, or its bound.
   *
   * @param target path and query
   */
  static byte[] assumeRole(String target, Pod pod, String token) {
    String body =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn="
            + URLEncoder.encode(pod.roleArn(), StandardCharsets.UTF_8)
            + "&RoleSessionName="
            + pod.name()
            + "&WebIdentityToken="
            + token;
    return post(target, Map.of("content-type", FORM), body);
  }

  /** GetCallerIdentity, or its bound. */
  static byte[] callerIdentity(String target, Credentials credentials) {
    String body = "Action=GetCallerIdentity&Version=2011-06-15";
    Map<String, String> headers = Map.of("host", HOST, "content-type", FORM);
    return post(target, STS.sign("POST", "/", headers, body, credentials), body);
  }

  /**
   * The question whether a signed GetObject may be served, or its bound.
   *
   * @param token of the service that asks
   */
  static byte[] authorize(String target, Pod pod, Credentials credentials, String token) {
    String path = "/documents/" + pod.roleName() + "/report-2026.pdf";
    Map<String, String> signed =
        S3.sign("GET", path, Map.of("host", "s3.us-east-1.amazonaws.com"), "", credentials);
    List<Map<String, String>> headers =
        signed.entrySet().stream()
            .map(header -> Map.of("name", header.getKey(), "value", header.getValue()))
            .toList();
    Map<String, @Nullable Object> question = new LinkedHashMap<>();
    question.put("request", Map.of("method", "GET", "path", path, "query", "", "headers", headers));
    question.put("service", "s3");
    question.put("action", "s3:GetObject");
    question.put("resource", "arn:aws:s3:::" + path.substring(1));
    question.put("resourceAccount", pod.accountId());
    return post(
        target,
        Map.of("content-type", "application/json", "authorization", "Bearer " + token),
        Json.write(question));
  }

  private static byte[] post(String target, Map<String, String> headers, String body) {
    StringBuilder text = new StringBuilder("POST ").append(target).append(" HTTP/1.1\r\n");
    if (!headers.containsKey("host")) {
      text.append("host: ").append(HOST).append("\r\n");
    }
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("user-agent: ").append(AGENT).append("\r\n");
    text.append("content-length: ").append(body.length()).append("\r\n\r\n").append(body);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
