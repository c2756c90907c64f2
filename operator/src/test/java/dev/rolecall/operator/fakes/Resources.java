package dev.rolecall.operator.fakes;

import dev.rolecall.kube.directory.CatalogBuilder;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.NodeSelector;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Resources as an API server has them, and states made of them. */
public final class Resources {
  public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  public static final Reserved RESERVED =
      new Reserved(Set.of(ISSUER, "https://sts.example.com"), Set.of("rolecall-system"));

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private Resources() {}

  public static Account account(String id, String... namespaces) {
    Account account = new Account();
    account.getMetadata().setName("account-" + id);
    account.getSpec().setAccountId(id);
    account.getSpec().setNamespaces(List.of(namespaces));
    return stored(account);
  }

  /**
   * @param more further lines of the spec, in YAML's flow style
   */
  public static IAMRole role(String namespace, String name, String more) {
    String yaml =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: %s, namespace: %s}
        spec:
          trustPolicy:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {Service: pods.eks.amazonaws.com}
                Action: [sts:AssumeRole, sts:TagSession]
          %s
        """;
    return stored(SERIALIZATION.unmarshal(yaml.formatted(name, namespace, more), IAMRole.class));
  }

  public static IAMPolicy policy(String namespace, String name) {
    String yaml =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMPolicy
        metadata: {name: %s, namespace: %s}
        spec:
          document:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]
        """;
    return stored(SERIALIZATION.unmarshal(yaml.formatted(name, namespace), IAMPolicy.class));
  }

  /** A provider of tokens for {@code rolecall}, whose keys are discovered. */
  public static OIDCProvider provider(String namespace, String name, String url) {
    OIDCProvider provider = new OIDCProvider();
    provider.getMetadata().setNamespace(namespace);
    provider.getMetadata().setName(name);
    provider.getSpec().setUrl(url);
    provider.getSpec().setClientIds(List.of("rolecall"));
    return stored(provider);
  }

  public static Namespace namespace(String name, Map<String, String> labels) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  /** One that is being deleted. */
  public static Namespace ending(String name) {
    Namespace namespace = namespace(name, Map.of());
    namespace.getMetadata().setDeletionTimestamp("2026-11-22T10:00:00Z");
    return namespace;
  }

  /** An association of the service account {@code web} with a role. */
  public static RoleAssociation association(String namespace, String name, String role) {
    RoleAssociation association = new RoleAssociation();
    association.getMetadata().setNamespace(namespace);
    association.getMetadata().setName(name);
    association.getSpec().setServiceAccounts(List.of("web"));
    association.getSpec().setRole(role);
    return stored(association);
  }

  /** An InstanceProfile of nodes with these labels, and the role {@code reader} of an account. */
  public static InstanceProfile profile(String name, Map<String, String> labels) {
    NodeSelector nodes = new NodeSelector();
    nodes.setMatchLabels(labels);
    InstanceProfile profile = new InstanceProfile();
    profile.getMetadata().setName(name);
    profile.getSpec().setNodeSelector(nodes);
    profile.getSpec().setRole("arn:aws:iam::111111111111:role/reader");
    return stored(profile);
  }

  public static ClusterState state(HasMetadata... resources) {
    return state(Map.of(), resources);
  }

  /**
   * @param nodes labels by the nodes' names
   */
  public static ClusterState state(
      Map<String, Map<String, String>> nodes, HasMetadata... resources) {
    ResourceLists lists =
        new ResourceLists(
            of(Account.class, resources),
            of(IAMRole.class, resources),
            of(IAMPolicy.class, resources),
            of(OIDCProvider.class, resources),
            of(RoleAssociation.class, resources),
            of(InstanceProfile.class, resources),
            of(Namespace.class, resources));
    return ClusterState.of(
        lists, new CatalogBuilder(RESERVED, PolicyQuotas.AWS_DEFAULTS).build(lists), nodes);
  }

  private static <T> List<T> of(Class<T> type, HasMetadata... resources) {
    return Arrays.stream(resources).filter(type::isInstance).map(type::cast).toList();
  }

  private static <T extends HasMetadata> T stored(T resource) {
    String name = resource.getKind() + " " + resource.getMetadata().getName();
    resource
        .getMetadata()
        .setUid(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    resource.getMetadata().setGeneration(1L);
    return resource;
  }
}
