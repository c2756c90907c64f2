package dev.rolecall.cli.workload;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** What a workload can do, each with the AWS SDK for Java and its default settings. */
final class Deeds implements AutoCloseable {
  private static final String SIGNING_NAME = "store";
  private static final String BODY = "written by the demo";

  private final URI store;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();

  Deeds(URI store) {
    this.store = store;
  }

  Result perform(Order order) throws IOException {
    return switch (order.text("do")) {
      case "whoami" -> whoAmI();
      case "request" -> request(order.text("method"), order.text("path"), order.text("signedPath"));
      case "wear" -> wear(order.text("role"), Path.of(order.text("tokenFile")));
      case "use-token" -> useToken(Path.of(order.text("tokenFile")));
      case "instance-profile" -> instanceProfile();
      default -> throw new IllegalArgumentException("cannot do '" + order.text("do") + "'");
    };
  }

  private Result whoAmI() {
    try (StsClient sts = StsClient.builder().httpClient(http).build()) {
      return new Result(true, sts.getCallerIdentity().arn());
    }
  }

  private Result request(String method, String path, String signedPath) throws IOException {
    AwsCredentials identity = credentials.resolveCredentials();
    ContentStreamProvider body =
        method.equals("PUT") ? ContentStreamProvider.fromUtf8String(BODY) : null;
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(store.resolve(signedPath))
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing -> {
              signing
                  .identity(identity)
                  .request(unsigned)
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                  .putProperty(
                      AwsV4HttpSigner.REGION_NAME,
                      DefaultAwsRegionProviderChain.builder().build().getRegion().id());
              if (body != null) {
                signing.payload(body);
              }
            })
            .request();
    return send(signed.toBuilder().encodedPath(path).build(), body, "reason");
  }

  private Result wear(String role, Path tokenFile) throws IOException {
    String token = Files.readString(tokenFile);
    try (StsClient sts =
        StsClient.builder()
            .httpClient(http)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      return new Result(
          true,
          sts.assumeRoleWithWebIdentity(
                  call -> call.roleArn(role).roleSessionName("demo").webIdentityToken(token))
              .assumedRoleUser()
              .arn());
    }
  }

  /** What the SDK's container provider does, with a token that is not its own. */
  private Result useToken(Path tokenFile) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
            .putHeader("Authorization", Files.readString(tokenFile))
            .build();
    return send(request, null, "message");
  }

  private static Result instanceProfile() {
    try (InstanceProfileCredentialsProvider provider =
        InstanceProfileCredentialsProvider.create()) {
      return new Result(true, "it got the key " + provider.resolveCredentials().accessKeyId());
    }
  }

  private Result send(
      SdkHttpRequest request,
      @org.jspecify.annotations.Nullable ContentStreamProvider body,
      String reasonField)
      throws IOException {
    HttpExecuteResponse response =
        http.prepareRequest(
                HttpExecuteRequest.builder().request(request).contentStreamProvider(body).build())
            .call();
    int status = response.httpResponse().statusCode();
    InputStream answer =
        response
            .responseBody()
            .map(InputStream.class::cast)
            .orElse(new ByteArrayInputStream(new byte[0]));
    String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    return new Result(
        status == 200, reason(text, reasonField).orElse("the answer was " + status + " " + text));
  }

  private static Optional<String> reason(String text, String field) {
    try {
      return Json.parse(text) instanceof JsonObject object
              && object.get(field).orElse(null) instanceof JsonString reason
          ? Optional.of(reason.value())
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    credentials.close();
    http.close();
  }

  /** What came of a deed, and the reason or the answer that was given. */
  record Result(boolean allowed, String why) {}
}
