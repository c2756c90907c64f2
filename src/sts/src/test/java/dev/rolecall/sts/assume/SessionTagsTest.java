package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTagsTest {
  /**
   * Policies trust these tags to say where a workload runs; an issuer of a tenant does not know.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"kubernetes-namespace", "Kubernetes-Pod-Uid", "eks-cluster-arn", "aws:Team"})
  void tokensSetNoTagThatIsAttestedElsewhere(String key) {
    assertThatThrownBy(() -> ofToken(key).requireValid())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.INVALID_TOKEN));
  }

  @Test
  void tokensSetOtherTags() {
    assertThatCode(() -> ofToken("kubernetes-team").requireValid()).doesNotThrowAnyException();
  }

  private static SessionTags ofToken(String key) {
    return SessionTags.of(new TokenTags(Map.of(key, "x"), Set.of()), Map.of());
  }
}
