package dev.rolecall.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionRoleTest {
  private static final String EXECUTION = "arn:aws:iam::111111111111:role/system/Execution";
  private static final RoleArn WITHHELD = RoleArn.parse(EXECUTION).orElseThrow();

  private final RoleBinding bindings =
      new RoleBinding(
          new InMemoryResources().add(InMemoryResources.account("111111111111", "acme")), "lab");

  @Test
  void isWithheldWhoeverNamesIt() {
    Workload byPod = task(Map.of(RoleBinding.ROLE_ANNOTATION, EXECUTION), Map.of());
    Workload byName = task(Map.of(RoleBinding.ROLE_ANNOTATION, "Execution"), Map.of());
    Workload byAccount = task(Map.of(), Map.of(RoleBinding.EKS_ROLE_ANNOTATION, EXECUTION));

    assertWithheld(bindings.resolve(byPod));
    assertWithheld(bindings.resolve(byName));
    assertWithheld(bindings.resolve(byAccount));
  }

  @Test
  void isWithheldFromARequestThatNamesIt() {
    Workload task = task(Map.of(), Map.of());

    assertWithheld(bindings.resolve(task, WITHHELD));
    assertWithheld(bindings.resolve(task, new RoleArn(WITHHELD.account(), "/", "eXECUTION")));
    assertThat(bindings.resolve(task, new RoleArn(WITHHELD.account(), "/", "Other")))
        .isInstanceOf(Binding.Bound.class);
    assertThat(
            bindings.resolve(
                task, new RoleArn(new AccountId("222222222222"), "/system/", "Execution")))
        .isInstanceOf(Binding.Bound.class);
  }

  @Test
  void isWithheldInNamespacesOfNobody() {
    Workload stray = workload("stray", Map.of(ExecutionRole.ANNOTATION, EXECUTION), Map.of());

    assertWithheld(bindings.resolve(stray, WITHHELD));
  }

  @Test
  void leavesNothingToATaskWhoseExecutionRoleCannotBeRead() {
    Workload task = workload("acme", Map.of(ExecutionRole.ANNOTATION, "Execution"), Map.of());

    assertThat(bindings.resolve(task, new RoleArn(WITHHELD.account(), "/", "Other")))
        .isInstanceOfSatisfying(
            Binding.Unbound.class,
            unbound -> assertThat(unbound.reason()).contains("is no role's ARN: 'Execution'"));
  }

  private static void assertWithheld(Binding binding) {
    assertThat(binding)
        .isInstanceOfSatisfying(
            Binding.Unbound.class,
            unbound -> assertThat(unbound.reason()).contains("is the execution role of task pod"));
  }

  private static Workload task(Map<String, String> more, Map<String, String> ofAccount) {
    Map<String, String> annotations = new HashMap<>(more);
    annotations.put(ExecutionRole.ANNOTATION, EXECUTION);
    return workload("acme", annotations, ofAccount);
  }

  private static Workload workload(
      String namespace, Map<String, String> annotations, Map<String, String> ofAccount) {
    return new Workload(
        new PodRef(namespace, "task-1", "uid"),
        new ServiceAccountRef(namespace, "default"),
        "node",
        Map.of(),
        annotations,
        ofAccount);
  }
}
