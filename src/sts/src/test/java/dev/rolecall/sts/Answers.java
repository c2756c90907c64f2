package dev.rolecall.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Reads answers. */
public final class Answers {
  private Answers() {}

  public static String text(JsonObject object, String name) {
    return ((JsonString) object.get(name).orElseThrow()).value();
  }

  /** The text of the first XML element of this name. */
  public static String element(HttpResponse<String> answer, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.body());
    assertThat(matcher.find()).as(name + " in " + answer.body()).isTrue();
    return matcher.group(1);
  }

  /** The credentials of EKS Auth's answer. */
  public static AwsSessionCredentials credentials(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject body = (JsonObject) Json.parse(answer.body());
    JsonObject credentials = (JsonObject) body.get("credentials").orElseThrow();
    return AwsSessionCredentials.create(
        text(credentials, "accessKeyId"),
        text(credentials, "secretAccessKey"),
        text(credentials, "sessionToken"));
  }

  /** The credentials of an answer of the Query protocol. */
  public static AwsSessionCredentials assumed(HttpResponse<String> answer) {
    return AwsSessionCredentials.create(
        element(answer, "AccessKeyId"),
        element(answer, "SecretAccessKey"),
        element(answer, "SessionToken"));
  }

  /** That it is this error of the Query protocol. */
  public static void assertError(
      HttpResponse<String> answer, int status, String code, String message) {
    assertThat(element(answer, "Message")).isEqualTo(message);
    assertThat(element(answer, "Code")).isEqualTo(code);
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
