package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static dev.rolecall.sts.embedded.EmbeddedSts.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions of web identities are: their tags, durations, sizes and policies. */
class WebIdentitySessionIT {
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
  void takesTagsFromTheToken() throws Exception {
    String tagged = withTags(Map.of("principal_tags", Map.of("Project", List.of("Automation"))));
    String malformed = withTags(Map.of("principal_tags", Map.of("Project", List.of())));
    String noTransitive =
        withTags(
            Map.of(
                "principal_tags",
                Map.of("Project", List.of("a")),
                "transitive_tag_keys",
                List.of("Other")));

    String flattened =
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .claim("https://aws.amazon.com/tags/principal_tags/Project", "Automation")
                .claim("https://aws.amazon.com/tags/transitive_tag_keys", List.of("Project"))
                .build());

    for (String good : List.of(tagged, flattened)) {
      assertThat(sts.assume(ROLE, good).statusCode()).isEqualTo(200);
    }
    Answers.assertError(
        sts.assume(ROLE, malformed),
        400,
        "InvalidIdentityToken",
        "principal_tags passed in claim is not in correct format.");
    Answers.assertError(
        sts.assume(ROLE, noTransitive),
        400,
        "InvalidParameterValue",
        "The specified transitive tag key must be included in the requested tags.");
  }

  private static String withTags(Map<String, ?> tags) {
    return sts.ci.token(
        sts.ci.claims("repo:acme/reports", WEB).claim("https://aws.amazon.com/tags", tags).build());
  }

  @Test
  void lastsAsLongAsIsAskedForWheneverTheTokenExpires() throws Exception {
    String brief =
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());

    HttpResponse<String> answer = sts.assume(ROLE, brief, "DurationSeconds=7200");

    assertThat(Instant.parse(Answers.element(answer, "Expiration")))
        .isAfter(Instant.now().plusSeconds(7100));
  }

  @Test
  void refusesMoreThanASessionTokenHolds() throws Exception {
    Map<String, List<String>> tags = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[120];
      new Random(i).nextBytes(bytes);
      tags.put("key-" + i, List.of(Base64.getEncoder().encodeToString(bytes)));
    }

    HttpResponse<String> answer = sts.assume(ROLE, withTags(Map.of("principal_tags", tags)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.element(answer, "Code")).isEqualTo("PackedPolicyTooLarge");
    assertThat(Answers.element(answer, "Message"))
        .matches(
            "Packed size of session policies and tags consumes [12]\\d\\d% of allotted space.");
  }

  @Test
  void limitsTheDurationToTheRoles() throws Exception {
    Answers.assertError(
        sts.assume(ROLE, sts.reporter(WEB), "DurationSeconds=7201"),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }

  @Test
  void fillsTheSessionTokenUpToTheSizeThatIsAskedFor() throws Exception {
    HttpResponse<String> filled =
        sts.assume(EmbeddedSts.ROLE, sts.reporter(WEB), "MinimumSessionTokenSize=2048");

    assertThat(Answers.element(filled, "SessionToken")).hasSize(2048);
    assertThat(Answers.element(filled, "SessionTokenSize")).isEqualTo("2048");
    assertThat(Answers.element(filled, "SessionTokenUtilization")).isEqualTo("50");
    assertThat(Answers.element(filled, "PackedPolicySize")).isEqualTo("50");
    assertThat(Chain.whoami(sts, Answers.assumed(filled))).endsWith("assumed-role/Reports/test");
  }

  @Test
  void takesSessionPoliciesOfTheRequest() throws Exception {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
            + "\"Resource\":\"*\"}}";
    String managed = "arn:aws:iam::111111111111:policy/only-read";

    assertThat(
            sts.assume(
                    ROLE,
                    sts.reporter(WEB),
                    "Policy=" + encode(policy),
                    "PolicyArns.member.1.arn=" + encode(managed))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            Answers.element(
                sts.assume(ROLE, sts.reporter(WEB), "Policy=" + encode("{\"Statement\":1}")),
                "Code"))
        .isEqualTo("MalformedPolicyDocument");
    assertThat(
            Answers.element(
                sts.assume(
                    ROLE,
                    sts.reporter(WEB),
                    "PolicyArns.member.1.arn="
                        + encode("arn:aws:iam::222222222222:policy/only-read")),
                "Code"))
        .isEqualTo("MalformedPolicyDocument");
  }
}
