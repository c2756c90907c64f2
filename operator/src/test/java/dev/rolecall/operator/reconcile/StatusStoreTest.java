package dev.rolecall.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusStoreTest {
  @Test
  void keepsAResourceWithItsStatusAndWithoutItsSpec() {
    IAMRole role = new IAMRole();
    role.getMetadata().setName("reader");
    role.getMetadata().setGeneration(3L);
    role.getMetadata().setAnnotations(new HashMap<>(Map.of("rolecall.dev/trusted-roles", "{}")));
    role.getSpec().setTrustPolicy(Map.of("Version", "2012-10-17"));
    role.setStatus(new IAMRoleStatus());
    role.getStatus().setArn("arn:aws:iam::111111111111:role/reader");

    StatusStore<IAMRole> store = new StatusStore<>();
    store.put("team/reader", role);

    assertThat(Serialization.asJson(store.get("team/reader")))
        .contains("\"generation\":3", "trusted-roles", "role/reader")
        .doesNotContain("2012-10-17");
  }
}
