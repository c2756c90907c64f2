package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservedTagsTest {
  @ParameterizedTest
  @CsvSource({
    "kubernetes-namespace, true",
    "Kubernetes-Namespace, true",
    "EKS-cluster-arn, true",
    "AWS:x, true",
    "\u212aubernetes-namespace, true",
    "kubernetes-serv\u0130ce-account, true",
    "kubernetes-team, false",
    "namespace, false",
  })
  void knowsAttestedTagsAndThoseOfAwsWhateverTheirCase(String key, boolean reserved) {
    assertThat(ReservedTags.contains(key)).isEqualTo(reserved);
  }
}
