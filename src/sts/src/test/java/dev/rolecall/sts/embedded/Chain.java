package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Calls of the AWS SDK along a chain of roles: Ci, Deploy of the same account, Archive of another.
 */
final class Chain {
  static final String CI = "arn:aws:iam::111111111111:role/Ci";
  static final String DEPLOY = "arn:aws:iam::111111111111:role/team/Deploy";
  static final String ARCHIVE = "arn:aws:iam::222222222222:role/Archive";
  static final String CLOSED = "arn:aws:iam::222222222222:role/Closed";
  static final String CI_SESSION = "arn:aws:sts::111111111111:assumed-role/Ci/build-1";

  /** What stands between a denial's text and its encoded message. */
  static final String ENCODED = "\\. Encoded authorization failure message: ";

  private Chain() {}

  /** A session of role Ci with a transitive tag, a tag that is not, and a source identity. */
  static AwsSessionCredentials asCi(EmbeddedSts sts, String sourceIdentity) {
    String token =
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .claim("https://aws.amazon.com/source_identity", sourceIdentity)
                .claim(
                    "https://aws.amazon.com/tags",
                    Map.of(
                        "principal_tags",
                        Map.of("Project", List.of("Automation"), "Once", List.of("1")),
                        "transitive_tag_keys",
                        List.of("Project")))
                .build());
    try (StsClient client = client(sts, AnonymousCredentialsProvider.create())) {
      AssumeRoleWithWebIdentityResponse answer =
          client.assumeRoleWithWebIdentity(
              call -> call.roleArn(CI).roleSessionName("build-1").webIdentityToken(token));
      assertThat(answer.sourceIdentity()).isEqualTo(sourceIdentity);
      return credentials(answer.credentials());
    }
  }

  /** A session of a role that trusts the external issuer. */
  static AwsSessionCredentials byWebIdentity(EmbeddedSts sts, String role, String subject) {
    try (StsClient client = client(sts, AnonymousCredentialsProvider.create())) {
      return credentials(
          client
              .assumeRoleWithWebIdentity(call ->
                  call.roleArn(role)
                      .roleSessionName("test")
                      .webIdentityToken(sts.ci.webToken(subject)))
              .credentials());
    }
  }

  static AssumeRoleResponse assume(
      EmbeddedSts at,
      AwsSessionCredentials by,
      String role,
      Consumer<AssumeRoleRequest.Builder> more) {
    try (StsClient client = client(at, StaticCredentialsProvider.create(by))) {
      return client.assumeRole(call -> {
        call.roleArn(role).roleSessionName("chained");
        more.accept(call);
      });
    }
  }

  static String whoami(EmbeddedSts sts, AwsSessionCredentials credentials) {
    try (StsClient client = client(sts, StaticCredentialsProvider.create(credentials))) {
      return client.getCallerIdentity().arn();
    }
  }

  static StsClient client(EmbeddedSts sts, AwsCredentialsProvider credentials) {
    return StsClient.builder()
        .endpointOverride(sts.uri())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static AwsSessionCredentials credentials(AssumeRoleResponse answer) {
    return credentials(answer.credentials());
  }

  static AwsSessionCredentials credentials(Credentials given) {
    return AwsSessionCredentials.create(
        given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** The message of an error without the encoded one behind it. */
  static void assertError(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorMessage().split(ENCODED, 2)[0])
                  .isEqualTo(message);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refused.statusCode()).isEqualTo(status);
            });
  }
}
