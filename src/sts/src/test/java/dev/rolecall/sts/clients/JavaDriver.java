package dev.rolecall.sts.clients;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sts.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Does with the AWS SDK for Java what it reads, a line of JSON each. */
final class JavaDriver {
  private AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();

  private JavaDriver() {}

  public static void main(String... arguments) throws IOException, JsonException {
    JavaDriver driver = new JavaDriver();
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      System.out.println(Json.write(driver.answer((JsonObject) Json.parse(line))));
    }
  }

  private Map<String, ?> answer(JsonObject asked) {
    try (StsClient client = client(asked)) {
      JsonObject parameters = (JsonObject) asked.get("parameters").orElseThrow();
      return Map.of(
          "result",
          switch (Answers.text(asked, "do")) {
            case "GetCallerIdentity" -> identity(client);
            case "AssumeRole" -> assumeRole(client, parameters);
            case "AssumeRoleWithWebIdentity" -> withWebIdentity(client, parameters);
            case "PassAnHour" -> passAnHour();
            default -> throw new IllegalArgumentException("no such action");
          });
    } catch (StsException e) {
      return Map.of(
          "exception", e.getClass().getSimpleName(), "code", e.awsErrorDetails().errorCode());
    } catch (RuntimeException e) {
      return Map.of("exception", e.getClass().getSimpleName(), "code", String.valueOf(e));
    }
  }

  private StsClient client(JsonObject asked) {
    AwsCredentialsProvider provider =
        asked
            .get("keys")
            .map(JsonObject.class::cast)
            .<AwsCredentialsProvider>map(keys ->
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        Answers.text(keys, "AccessKeyId"),
                        Answers.text(keys, "SecretAccessKey"),
                        Answers.text(keys, "SessionToken"))))
            .orElse(chain);
    return StsClient.builder()
        .credentialsProvider(provider)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** From here on credentials that live for less than two hours are as good as expired. */
  private Map<String, ?> passAnHour() {
    chain =
        WebIdentityTokenFileCredentialsProvider.builder()
            .staleTime(Duration.ofHours(2))
            .prefetchTime(Duration.ofHours(2))
            .build();
    chain.resolveCredentials();
    return Map.of();
  }

  private static Map<String, ?> identity(StsClient client) {
    var answer = client.getCallerIdentity();
    return Map.of("Arn", answer.arn(), "Account", answer.account(), "UserId", answer.userId());
  }

  private static Map<String, ?> assumeRole(StsClient client, JsonObject parameters) {
    var answer =
        client.assumeRole(call -> {
          call.roleArn(Answers.text(parameters, "RoleArn"));
          call.roleSessionName(Answers.text(parameters, "RoleSessionName"));
          text(parameters, "Policy").ifPresent(call::policy);
          text(parameters, "ExternalId").ifPresent(call::externalId);
          text(parameters, "SourceIdentity").ifPresent(call::sourceIdentity);
          number(parameters, "DurationSeconds").ifPresent(call::durationSeconds);
          list(parameters, "Tags", JavaDriver::tag).ifPresent(call::tags);
          list(parameters, "TransitiveTagKeys", value -> ((JsonString) value).value())
              .ifPresent(call::transitiveTagKeys);
          list(parameters, "PolicyArns", JavaDriver::policy).ifPresent(call::policyArns);
        });
    return given(answer.credentials(), answer.assumedRoleUser(), answer.sourceIdentity());
  }

  private static Map<String, ?> withWebIdentity(StsClient client, JsonObject parameters) {
    var answer =
        client.assumeRoleWithWebIdentity(call -> {
          call.roleArn(Answers.text(parameters, "RoleArn"));
          call.roleSessionName(Answers.text(parameters, "RoleSessionName"));
          call.webIdentityToken(Answers.text(parameters, "WebIdentityToken"));
        });
    return given(answer.credentials(), answer.assumedRoleUser(), answer.sourceIdentity());
  }

  private static Map<String, ?> given(
      Credentials credentials, AssumedRoleUser user, String sourceIdentity) {
    return Map.of(
        "Credentials",
        Map.of(
            "AccessKeyId", credentials.accessKeyId(),
            "SecretAccessKey", credentials.secretAccessKey(),
            "SessionToken", credentials.sessionToken()),
        "AssumedRoleUser",
        Map.of("Arn", user.arn()),
        "SourceIdentity",
        String.valueOf(sourceIdentity));
  }

  private static Tag tag(JsonValue value) {
    JsonObject tag = (JsonObject) value;
    return Tag.builder().key(Answers.text(tag, "Key")).value(Answers.text(tag, "Value")).build();
  }

  private static PolicyDescriptorType policy(JsonValue value) {
    return PolicyDescriptorType.builder().arn(Answers.text((JsonObject) value, "arn")).build();
  }

  private static Optional<String> text(JsonObject parameters, String name) {
    return parameters.get(name).map(value -> ((JsonString) value).value());
  }

  private static Optional<Integer> number(JsonObject parameters, String name) {
    return parameters.get(name).map(value -> ((JsonNumber) value).value().intValueExact());
  }

  private static <T> Optional<List<T>> list(
      JsonObject parameters, String name, Function<JsonValue, T> element) {
    return parameters
        .get(name)
        .map(value -> ((JsonArray) value).elements().stream().map(element).toList());
  }
}
