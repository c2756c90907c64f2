package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        sts.query("Action=GetCallerIdentity"),
        400,
        "NoSuchVersion",
        "The requested version () of service AWSSecurityTokenServiceV20110615 does not exist");
    assertError(
        sts.get("/"),
        400,
        "MissingAction",
        "The request is missing an action or a required parameter.");
  }

  /**
   * What is wrong with the text comes before what is wrong with values, and that before the token.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DurationSeconds=0900|InvalidIdentityToken",
        "DurationSeconds=%2B900|InvalidIdentityToken",
        "DurationSeconds=%20900|MalformedInput",
        "DurationSeconds=900+|MalformedInput",
        "DurationSeconds=900.0|MalformedInput",
        "DurationSeconds=9e2|MalformedInput",
        "DurationSeconds=2147483648|MalformedInput",
        "DurationSeconds=|MalformedInput",
        "DurationSeconds=899|ValidationError",
        "DurationSeconds=43201|ValidationError",
        "PolicyArns.member.01.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2Fx|InvalidIdentityToken",
        "PolicyArns.member.0.arn=a|MalformedInput",
        "PolicyArns.member.-1.arn=a|MalformedInput",
        "PolicyArns.member.x.arn=a|MalformedInput",
        "PolicyArns.member.11.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2Fx|ValidationError",
        "PolicyArns.member.12.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2Fx|MalformedInput",
        "PolicyArns=|InvalidIdentityToken",
        "Unknown=1|InvalidIdentityToken",
        "RoleArn=a|MalformedInput",
        "%C3=a|MalformedInput",
        "Unknown=%ff|MalformedInput",
        "Unknown=%u0041|MalformedQueryString",
        "Policy=|ValidationError",
      })
  void decodesAsAwsDoes(String parameter, String code) throws Exception {
    String form = EmbeddedSts.assumeForm(EmbeddedSts.ROLE, "nonsense") + "&" + parameter;

    assertThat(Answers.element(sts.query(form), "Code")).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RoleArn", "RoleSessionName", "WebIdentityToken"})
  void saysWhichParameterIsMissing(String name) throws Exception {
    String form = EmbeddedSts.assumeForm(EmbeddedSts.ROLE, "nonsense");
    String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);

    assertError(
        sts.query(form.replaceFirst("&" + name + "=[^&]*", "")),
        400,
        "ValidationError",
        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must"
                .formatted(member)
            + " not be null");
  }

  @Test
  void countsWhatIsWrong() throws Exception {
    HttpResponse<String> answer =
        sts.query("Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=a%3Ab");

    assertThat(Answers.element(answer, "Message"))
        .startsWith("3 validation errors detected: ")
        .contains(
            "Value 'a:b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: [\\w+=,.@-]*");
  }

  @Test
  void writesTextThatXmlHasNoPlaceFor() throws Exception {
    HttpResponse<String> answer = sts.query("Action=%00%3C%26%EF%BF%BF&Version=2011-06-15");

    assertThat(answer.statusCode()).isEqualTo(400);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
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
