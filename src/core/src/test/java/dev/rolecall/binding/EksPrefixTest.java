package dev.rolecall.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EksPrefixTest {
  private static final String OWN = "irsa.acme.test/role-arn";

  private final EksPrefix prefix = new EksPrefix("irsa.acme.test");

  @Test
  void readsTheRoleByThePrefixThatIsSetAndByNoOther() {
    assertThat(prefix.normal(Map.of(OWN, "a", "rolecall.dev/role", "b")))
        .containsEntry(RoleBinding.EKS_ROLE_ANNOTATION, "a")
        .containsEntry(RoleBinding.ROLE_ANNOTATION, "b");
    assertThat(prefix.normal(Map.of(RoleBinding.EKS_ROLE_ANNOTATION, "a"))).isEmpty();
    assertThat(EksPrefix.DEFAULT.normal(Map.of(RoleBinding.EKS_ROLE_ANNOTATION, "a", OWN, "b")))
        .containsEntry(RoleBinding.EKS_ROLE_ANNOTATION, "a");
  }

  @Test
  void isOfItsAnnotationsAlone() {
    assertThat(prefix.isOf(OWN)).isTrue();
    assertThat(prefix.isOf("irsa.acme.test.example/role-arn")).isFalse();
    assertThat(prefix.isOf("irsa.acme.test")).isFalse();
  }

  @Test
  void isADnsName() {
    for (String wrong : List.of("", "-", "a/b", "A", "a.")) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> new EksPrefix(wrong));
    }
  }
}
