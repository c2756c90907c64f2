package dev.rolecall.sts.embedded;

import dev.rolecall.json.Json;
import dev.rolecall.sts.SignedQuery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** The doors that a session opens: signed calls of sts, and services that ask it. */
final class Doors {
  private static final String WHOAMI = "Action=GetCallerIdentity&Version=2011-06-15";

  private Doors() {}

  static HttpResponse<String> whoami(URI sts, AwsSessionCredentials session) throws Exception {
    return signed(sts, session, WHOAMI);
  }

  static HttpResponse<String> assumeRole(URI sts, AwsSessionCredentials session, String role)
      throws Exception {
    return signed(
        sts,
        session,
        "Action=AssumeRole&Version=2011-06-15&RoleSessionName=chained&RoleArn="
            + EmbeddedSts.encode(role));
  }

  private static HttpResponse<String> signed(URI sts, AwsSessionCredentials session, String form)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return SignedQuery.send(client, sts, session, form);
    }
  }

  /** What the store is answered that was sent a request of the session. */
  static HttpResponse<String> authorize(EmbeddedSts sts, AwsSessionCredentials session)
      throws Exception {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(session)
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(URI.create("http://store.local/acme-reports/a"))
                            .build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "store")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    List<Map<String, String>> headers = new ArrayList<>();
    signed.forEachHeader((name, values) ->
        values.forEach(value -> headers.add(Map.of("name", name, "value", value))));
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("request", Map.of("method", "GET", "path", "/acme-reports/a", "headers", headers));
    question.put("service", "store");
    question.put("action", "s3:GetObject");
    question.put("resource", "arn:aws:s3:::acme-reports/a");
    question.put("resourceAccount", "111111111111");
    return sts.authorize(sts.store(), Json.write(question));
  }
}
