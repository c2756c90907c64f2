package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator is told of the use of roles, and nobody else. */
class RoleUsesIT {
  private static final String PATH = "/operator/role-uses";

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder, "rolecall.operator.service-account=platform/other");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void tellsTheOperatorWhichRolesWereUsedAndWhen() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    HttpResponse<String> granted =
        sts.podIdentity(sts.agent(), sts.reporter(EmbeddedSts.CREDENTIALS));
    JsonObject user =
        (JsonObject) ((JsonObject) Json.parse(granted.body())).get("assumedRoleUser").orElseThrow();
    String role = Answers.text(user, "assumeRoleId").split(":", 2)[0];

    HttpResponse<String> answer = ask(operator(EmbeddedSts.OPERATOR));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject told = (JsonObject) Json.parse(answer.body());
    assertThat(Answers.text(told, "region")).isEqualTo("us-east-1");
    JsonObject uses = (JsonObject) told.get("uses").orElseThrow();
    assertThat(Instant.parse(Answers.text(uses, role))).isBetween(before, Instant.now());
    assertThat(sts.audit()).contains("\"eventName\":\"ListRoleUses\"");
  }

  @Test
  void tellsNobodyElse() throws Exception {
    String service = sts.cluster.podToken("platform", "store", "store-0", EmbeddedSts.OPERATOR);
    String unbound = sts.cluster.unboundToken("platform", "other", EmbeddedSts.OPERATOR);
    String foreign = sts.ci.podToken("platform", "other", "other-0", EmbeddedSts.OPERATOR);

    assertThat(ask(service).statusCode()).isEqualTo(403);
    assertThat(sts.get(PATH).statusCode()).isEqualTo(401);
    for (String token : List.of("garbled", unbound, foreign)) {
      assertThat(ask(token).statusCode()).isEqualTo(401);
    }
    for (String audience :
        List.of(
            EmbeddedSts.WEB, EmbeddedSts.AGENT, EmbeddedSts.CREDENTIALS, EmbeddedSts.AUTHORIZE)) {
      assertThat(ask(operator(audience)).statusCode()).as(audience).isEqualTo(401);
    }
    assertThat(ask(service).body()).doesNotContain("AROA");
  }

  @Test
  void operatorsTokenIsGoodForNothingElse() throws Exception {
    String token = operator(EmbeddedSts.OPERATOR);

    assertThat(sts.authorize(token, "{}").statusCode()).isEqualTo(401);
    assertThat(sts.podIdentity(token, sts.reporter(EmbeddedSts.CREDENTIALS)).statusCode())
        .isEqualTo(403);
    assertThat(sts.assume(EmbeddedSts.ROLE, sts.reporter(EmbeddedSts.OPERATOR)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesNoBodyAndNoOtherMethod() throws Exception {
    String token = "Bearer " + operator(EmbeddedSts.OPERATOR);

    assertThat(sts.post(PATH, "{}", "Authorization", token).statusCode()).isEqualTo(404);
  }

  private static String operator(String audience) {
    return sts.cluster.podToken("platform", "other", "other-0", audience);
  }

  private static HttpResponse<String> ask(String token) throws Exception {
    return sts.get(PATH, "Authorization", "Bearer " + token);
  }
}
