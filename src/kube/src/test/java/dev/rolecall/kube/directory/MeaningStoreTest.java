package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.RoleLastUsed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeaningStoreTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final MeaningStore<IAMRole> roles =
      new MeaningStore<>(Slim::resource, changes::incrementAndGet);

  @Test
  void tellsOfNoStatusNorLabelOfAResource() {
    roles.put("team/reader", role("one", 1));

    IAMRole used = role("one", 1);
    used.setStatus(new IAMRoleStatus());
    used.getStatus().setLastUsed(new RoleLastUsed());
    roles.put("team/reader", used);
    IAMRole labelled = role("one", 1);
    labelled.getMetadata().setLabels(Map.of("a", "b"));
    roles.put("team/reader", labelled);

    assertThat(changes).hasValue(1);
    assertThat(roles.get("team/reader")).isSameAs(labelled);
  }

  @Test
  void tellsOfAnotherSpecHeldRolesDeletionAndWhatWasMadeAgain() {
    roles.put("team/reader", role("one", 1));
    roles.put("team/reader", role("one", 2));
    assertThat(changes).as("another spec").hasValue(2);

    IAMRole holding = role("one", 2);
    holding.getMetadata().setAnnotations(new HashMap<>(Map.of(HeldRoles.ANNOTATION, "{}")));
    roles.put("team/reader", holding);
    assertThat(changes).as("an annotation that counts").hasValue(3);

    roles.put("team/reader", role("another", 2));
    assertThat(changes).as("made again while nobody watched").hasValue(4);

    IAMRole ending = role("another", 2);
    ending.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    roles.put("team/reader", ending);
    assertThat(changes).as("is being deleted").hasValue(5);

    roles.remove("team/reader");
    roles.remove("team/reader");
    assertThat(changes).as("deleted, once").hasValue(6);
  }

  /** Else whoever still has the object of before keeps a second copy of every policy. */
  @Test
  void keepsASpecThatDidNotChangeOnce() {
    IAMRole before = role("one", 1);
    before.getSpec().setTrustPolicy(Map.of("Version", "2012-10-17"));
    roles.put("team/reader", before);

    IAMRole written = role("one", 1);
    written.getSpec().setTrustPolicy(Map.of("Version", "2012-10-17"));
    roles.put("team/reader", written);
    assertThat(spec(roles.get("team/reader"))).isSameAs(before.getSpec());

    IAMRole changed = role("one", 2);
    Object itsOwn = changed.getSpec();
    roles.put("team/reader", changed);
    assertThat(spec(roles.get("team/reader"))).isSameAs(itsOwn);
  }

  @Test
  void tellsOfLabelsOfNamespacesButNotOfThoseThatTheOperatorWrites() {
    MeaningStore<Namespace> namespaces =
        new MeaningStore<>(Slim::namespace, changes::incrementAndGet);
    namespaces.put("shop", namespace(Map.of("tenant", "acme")));
    namespaces.put(
        "shop", namespace(Map.of("tenant", "acme", "rolecall.dev/account", "111111111111")));
    assertThat(changes).hasValue(1);

    namespaces.put("shop", namespace(Map.of("tenant", "globex")));
    assertThat(changes).hasValue(2);
  }

  private static Object spec(HasMetadata role) {
    return Objects.requireNonNull(((IAMRole) role).getSpec());
  }

  private static IAMRole role(String uid, long generation) {
    IAMRole role = new IAMRole();
    role.getMetadata().setUid(uid);
    role.getMetadata().setGeneration(generation);
    return role;
  }

  private static Namespace namespace(Map<String, String> labels) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("shop")
        .withUid("one")
        .withLabels(labels)
        .endMetadata()
        .build();
  }
}
