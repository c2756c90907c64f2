package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceWeightTest {
  /** sts and the operator, which keeps annotations whole, must refuse the same. */
  @Test
  void countsOfHeldRolesWhatStsKeepsOfThem() {
    String held = "\"?*".repeat(20_000);
    IAMRole whole = holding(held);
    IAMRole kept = Slim.withoutStatus(holding(held));

    assertThat(ResourceWeight.of(whole)).isEqualTo(ResourceWeight.of(kept));
    assertThat(ResourceWeight.of("{}", held))
        .isEqualTo(ResourceWeight.of("{}", HeldRoles.kept(held)))
        .isGreaterThan(ResourceWeight.of("{}", ""));
  }

  private static IAMRole holding(String held) {
    IAMRole role = new IAMRole();
    role.getMetadata().setName("reader");
    role.getMetadata().setNamespace("team");
    role.getMetadata().setAnnotations(Map.of(HeldRoles.ANNOTATION, held));
    return role;
  }
}
