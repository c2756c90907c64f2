package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.assume.AssumeRoleRequest.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainedTagsTest {
  private static final Map<String, String> INHERITED =
      Map.of("kubernetes-namespace", "acme", "Project", "a");

  @Test
  void areTheInheritedOnesAndThoseAskedFor() throws Exception {
    ChainedTags tags =
        new ChainedTags(
            List.of(new Tag("Stage", "live"), new Tag("Team", "x")), Set.of("Team"), INHERITED);

    tags.requireValid();

    assertThat(tags.tags())
        .isEqualTo(
            Map.of("kubernetes-namespace", "acme", "Project", "a", "Stage", "live", "Team", "x"));
    assertThat(tags.transitiveKeys())
        .containsExactlyInAnyOrder("kubernetes-namespace", "Project", "Team");
  }

  @Test
  void showThePoliciesTheLastOfAKeyThatIsThereTwice() {
    ChainedTags tags =
        new ChainedTags(
            List.of(new Tag("team", "first"), new Tag("TEAM", "last")), Set.of(), Map.of());

    assertThat(tags.forAuthorization().asked()).isEqualTo(Map.of("team", "last"));
    assertInvalid(
        tags, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Project", "PROJECT", "kubernetes-namespace", "Kubernetes-Namespace"})
  void doNotReplaceAnInheritedOne(String key) {
    String conflict =
        "One of the specified transitive tag keys can't be set because it conflicts with a"
            + " transitive tag key from the calling session.";

    assertInvalid(new ChainedTags(List.of(new Tag(key, "b")), Set.of(), INHERITED), conflict);
    assertInvalid(new ChainedTags(List.of(), Set.of(key), INHERITED), conflict);
  }

  /**
   * Policies trust these tags to say where a workload runs: a session does not say so of itself.
   */
  @ParameterizedTest
  @ValueSource(strings = {"kubernetes-namespace", "Kubernetes-Pod-Uid", "eks-cluster-arn", "aws:a"})
  void setNoneThatIsAttestedElsewhere(String key) {
    assertInvalid(
        new ChainedTags(List.of(new Tag(key, "x")), Set.of(), Map.of()),
        "The tag key " + key + " is reserved.");
  }

  @Test
  void makeOnlyThoseAskedForTransitive() {
    assertInvalid(
        new ChainedTags(List.of(new Tag("a", "x")), Set.of("b"), Map.of()),
        "The specified transitive tag key must be included in the requested tags.");
    assertThatCode(
            () -> new ChainedTags(List.of(new Tag("a", "x")), Set.of("a"), Map.of()).requireValid())
        .doesNotThrowAnyException();
  }

  private static void assertInvalid(ChainedTags tags, String message) {
    assertThatThrownBy(tags::requireValid)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal())
                    .isEqualTo(Refusal.told(Refusal.Kind.INVALID_PARAMETER, message)));
  }
}
