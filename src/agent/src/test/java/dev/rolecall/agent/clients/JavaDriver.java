package dev.rolecall.agent.clients;

import dev.rolecall.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Says for each line that it reads which credentials the AWS SDK for Java has by its own chain, a
 * line of JSON each.
 */
final class JavaDriver {
  private JavaDriver() {}

  public static void main(String... arguments) throws IOException {
    AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (asked.readLine() != null) {
      System.out.println(Json.write(answer(chain)));
    }
  }

  private static Map<String, String> answer(AwsCredentialsProvider chain) {
    try {
      AwsSessionCredentials found = (AwsSessionCredentials) chain.resolveCredentials();
      return Map.of(
          "AccessKeyId",
          found.accessKeyId(),
          "SecretAccessKey",
          found.secretAccessKey(),
          "SessionToken",
          found.sessionToken());
    } catch (RuntimeException e) {
      return Map.of("error", String.valueOf(e));
    }
  }
}
