package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page of the parity with AWS says is tested by the tests that it names. */
class AwsParityPageTest {
  private static final Path FOLDER = Path.of("docs");
  private static final AwsParityPage PAGE =
      new AwsParityPage(
          FOLDER, DocumentTree.read(Material.root().resolve(FOLDER).resolve("aws-parity.md")));

  /** What requests and answers have, and the errors that the model names (STS API reference). */
  private static final Map<String, String> MODEL =
      Map.of(
          "AssumeRole",
          "RoleArn RoleSessionName PolicyArns Policy DurationSeconds Tags TransitiveTagKeys"
              + " ExternalId SerialNumber TokenCode SourceIdentity ProvidedContexts"
              + " MinimumSessionTokenSize Credentials AssumedRoleUser PackedPolicySize"
              + " SessionTokenUtilization SessionTokenSize MalformedPolicyDocument"
              + " PackedPolicyTooLarge",
          "AssumeRoleWithWebIdentity",
          "RoleArn RoleSessionName WebIdentityToken ProviderId PolicyArns Policy DurationSeconds"
              + " MinimumSessionTokenSize Credentials SubjectFromWebIdentityToken"
              + " AssumedRoleUser PackedPolicySize Provider Audience SourceIdentity"
              + " SessionTokenUtilization SessionTokenSize InvalidIdentityToken"
              + " ExpiredTokenException IDPRejectedClaim IDPCommunicationError",
          "GetCallerIdentity",
          "UserId Account Arn",
          "GetAccessKeyInfo",
          "AccessKeyId Account",
          "DecodeAuthorizationMessage",
          "EncodedMessage DecodedMessage InvalidAuthorizationMessageException",
          "GetWebIdentityToken",
          "Audience SigningAlgorithm DurationSeconds Tags WebIdentityToken Expiration"
              + " SessionDurationEscalationException"
              + " OutboundWebIdentityFederationDisabledException"
              + " JWTPayloadSizeExceededException",
          "Actions that are not there",
          "AssumeRoleWithSAML AssumeRoot GetDelegatedAccessToken GetFederationToken"
              + " GetSessionToken",
          "Errors",
          "RegionDisabledException AccessDenied ValidationError InvalidParameterValue"
              + " MalformedInput InternalFailure Throttling ExpiredToken InvalidClientTokenId"
              + " SignatureDoesNotMatch IncompleteSignature MissingAuthenticationToken"
              + " InvalidAction NoSuchVersion");

  @Test
  void hasAStateAndTestsThatAreThereInEveryRow() {
    assertThat(PAGE.rows()).hasSizeGreaterThan(100);
    assertThat(PAGE.problems()).isEmpty();
  }

  @Test
  void namesAllOfTheModel() {
    MODEL.forEach((section, names) ->
        assertThat(
                Arrays.stream(names.split(" "))
                    .filter(name -> !PAGE.section(section).contains("`" + name + "`")))
            .as(section)
            .isEmpty());
  }

  @Test
  void saysEachThingOnce() {
    assertThat(PAGE.rows()).extracting(AwsParityPage.Row::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| a | done | [X#hasAStateAndTestsThatAreThereInEveryRow][X] |; 0",
        "| a | different: for a good reason | [X][X] |; 0",
        "| a | not yet: it is refused until then | |; 0",
        "| a | done | |; 1",
        "| a | done |; 1",
        "| a | different | [X][X] |; 1",
        "| a | different: why | [X][X] |; 1",
        "| a | not yet | [X][X] |; 1",
        "| a | | [X][X] |; 1",
        "| a | perhaps | [X][X] |; 1",
        "| a | done | [X#hasNoSuchTest][X] |; 1",
        "| a | done | [X#problems][X] |; 1",
        "| a | done | [Y#noticesWhatIsWrong][Y] |; 1",
        "| a | done | [Y#noticesWhatIsWrong][X] |; 1",
        "| a | done | [Nowhere][Nowhere] |; 1",
      })
  void noticesWhatIsWrong(String row, int problems) {
    String test = getClass().getSimpleName();
    String here = "../src/core/src/test/java/dev/rolecall/architecture/";
    String links =
        Stream.of(test, "Nowhere")
            .map(name -> "[%s]: %s%s.java\n".formatted(name, here, name))
            .reduce("", String::concat);
    String page = "| what | state | tests |\n|---|---|---|\n" + row.replace("X", test) + "\n\n";

    assertThat(new AwsParityPage(FOLDER, page + links).problems()).hasSize(problems);
  }
}
