package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryProtocolIT {
  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void saysWhichOperationThereIsNot() throws Exception {
    for (String action :
        List.of(
            "AssumeRoleWithSAML",
            "AssumeRoot",
            "GetDelegatedAccessToken",
            "GetFederationToken",
            "GetSessionToken",
            "getcalleridentity",
            "Nonsense")) {
      assertError(
          sts.query("Action=" + action + "&Version=2011-06-15"),
          400,
          "InvalidAction",
          "Could not find operation " + action + " for version 2011-06-15");
    }
    assertError(
        sts.query("Action=GetCallerIdentity&Version=2010-05-08"),
        400,
        "NoSuchVersion",
        "The requested version (2010-05-08) of service AWSSecurityTokenServiceV20110615 does not"
            + " exist");
    assertError(
        sts.get("/"),
        400,
        "MissingAction",
        "The request is missing an action or a required parameter.");
  }

  @Test
  void putsTheRequestIdBesideTheError() throws Exception {
    HttpResponse<String> answer = sts.query("Action=x&Version=2011-06-15");
    String id = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();

    assertThat(answer.body())
        .isEqualTo(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                + "<Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find operation"
                + " x for version 2011-06-15</Message></Error><RequestId>"
                + id
                + "</RequestId></ErrorResponse>");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
    assertThat(answer.headers().firstValue("Date")).isPresent();
  }

  @Test
  void saysThatNothingIsAtAnotherPath() throws Exception {
    HttpResponse<String> answer = sts.get("/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"code\":\"NotFound\"");
  }

  @Test
  void takesActionsFromTheQueryString() throws Exception {
    assertError(
        sts.get(
            "/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=get"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A111111111111%3Arole%2Fx&WebIdentityToken=nonsense"),
        400,
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
            + " Token)");
  }

  @Test
  void refusesMoreThanItReads() throws Exception {
    HttpResponse<String> answer = sts.query("Action=" + "x".repeat(70_000));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Answers.element(answer, "Code")).isEqualTo("RequestEntityTooLarge");
  }

  @Test
  void publishesTheEmbeddedIssuersPublicKey() throws Exception {
    assertThat(sts.get("/openid/v1/jwks").body())
        .contains("\"n\":", "\"kid\":\"key-1\"")
        .doesNotContain("\"d\":", "\"p\":", "\"q\":");
    assertThat(sts.get("/.well-known/openid-configuration").body())
        .contains("\"issuer\":\"https://kubernetes.default.svc.cluster.local\"");
  }

  private static void assertError(
      HttpResponse<String> answer, int status, String code, String message) {
    assertThat(Answers.element(answer, "Message")).isEqualTo(message);
    assertThat(Answers.element(answer, "Code")).isEqualTo(code);
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
