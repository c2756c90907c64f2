package dev.rolecall.bench;

import dev.rolecall.bench.operator.OperatorStudy;
import dev.rolecall.bench.sts.Directory;
import dev.rolecall.json.Json;
import dev.rolecall.kube.directory.CatalogBuilder;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one change of one role costs the operator, which judges all resources together. The bound,
 * by which {@link OperatorStudy} compares, is to read the role that changed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OperatorBenchmark {
  private static final int ROLES_OF_EACH = 100;
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @Param({"100", "1000", "10000"}) // OperatorStudy.JUDGED
  public int roles;

  private final CatalogBuilder catalogs =
      new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS);
  private final List<Account> accounts = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<IAMRole> all = new ArrayList<>();
  private long changes;

  @Setup
  public void make() {
    int count = Math.max(1, roles / ROLES_OF_EACH);
    Directory directory = new Directory(count, roles / count, 0);
    for (int account = 0; account < count; account++) {
      directory.documents(account).forEach(this::add);
    }
  }

  private void add(Map<String, Object> document) {
    String text = Json.write(document);
    switch (String.valueOf(document.get("kind"))) {
      case "Account" -> accounts.add(stored(SERIALIZATION.unmarshal(text, Account.class)));
      case "Namespace" -> namespaces.add(stored(SERIALIZATION.unmarshal(text, Namespace.class)));
      case "IAMRole" -> all.add(stored(SERIALIZATION.unmarshal(text, IAMRole.class)));
      default -> {}
    }
  }

  private static <T extends HasMetadata> T stored(T object) {
    object.getMetadata().setUid(UUID.randomUUID().toString());
    object.getMetadata().setGeneration(1L);
    object.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    return object;
  }

  private IAMRole changed() {
    IAMRole role = all.get((int) (changes % all.size()));
    role.getMetadata().setGeneration(++changes + 1);
    return role;
  }

  @Benchmark
  public ManifestReading readRole() {
    return ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, changed());
  }

  @Benchmark
  public ClusterState judge() {
    Objects.requireNonNull(changed());
    ResourceLists lists =
        new ResourceLists(accounts, all, List.of(), List.of(), List.of(), List.of(), namespaces);
    return ClusterState.of(lists, catalogs.build(lists), Map.of());
  }
}
