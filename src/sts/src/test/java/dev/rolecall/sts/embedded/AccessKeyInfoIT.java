package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.Chain.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

class AccessKeyInfoIT {
  private static final String ADMIN = "arn:aws:iam::111111111111:role/ops/Admin";

  private static EmbeddedSts sts;
  private static AwsSessionCredentials admin;
  private static AwsSessionCredentials ci;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    admin = Chain.byWebIdentity(sts, ADMIN, "repo:acme/ops");
    ci = Chain.asCi(sts, "alice");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void tellsTheAccountOfAnAccessKeyId(@TempDir Path folder) throws Exception {
    assertThat(account(admin, ci.accessKeyId())).isEqualTo("111111111111");
    // An id that AWS documents, of account 123456789012.
    assertThat(account(admin, "ASIARZPUZDIKAAAAAAAA")).isEqualTo("123456789012");
    assertThat(
            Answers.text(
                AwsCli.sts(
                    sts, folder, admin, "get-access-key-info", "--access-key-id", ci.accessKeyId()),
                "Account"))
        .isEqualTo("111111111111");
  }

  @Test
  void refusesWhatIsNoAccessKeyId() {
    assertError(
        () -> account(admin, "ASIA"),
        400,
        "ValidationError",
        "1 validation error detected: Value 'ASIA' at 'accessKeyId' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 16");
    assertError(
        () -> account(admin, "ASIA0000000000000000"),
        400,
        "ValidationError",
        "Access key id ASIA0000000000000000 is none of this service's");
  }

  @Test
  void refusesWhomNoPolicyAllowsIt() {
    assertError(
        () -> account(ci, ci.accessKeyId()),
        403,
        "AccessDenied",
        "User: "
            + Chain.CI_SESSION
            + " is not authorized to perform: sts:GetAccessKeyInfo on resource: * because no"
            + " identity-based policy allows the sts:GetAccessKeyInfo action");
  }

  private static String account(AwsSessionCredentials by, String accessKeyId) {
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(by))) {
      return client.getAccessKeyInfo(call -> call.accessKeyId(accessKeyId)).account();
    }
  }
}
