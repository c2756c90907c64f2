package dev.rolecall.kube.manifest;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** Rolecall's kinds, each with the schema of its definition. */
public enum ResourceKind {
  ACCOUNT(Account.class),
  IAM_ROLE(IAMRole.class),
  IAM_POLICY(IAMPolicy.class),
  OIDC_PROVIDER(OIDCProvider.class),
  ROLE_ASSOCIATION(RoleAssociation.class),
  INSTANCE_PROFILE(InstanceProfile.class),
  TASK_DEFINITION(TaskDefinition.class),
  TASK(Task.class);

  public static final String API_VERSION = "rolecall.dev/v1alpha1";

  private final Class<? extends HasMetadata> type;
  private final JSONSchemaProps schema;

  ResourceKind(Class<? extends HasMetadata> type) {
    this.type = type;
    this.schema = schemaOf(HasMetadata.getPlural(type));
  }

  /** The kind of this name, {@code IAMRole}. */
  public static Optional<ResourceKind> named(String kind) {
    return Arrays.stream(values()).filter(value -> value.kind().equals(kind)).findFirst();
  }

  /** The {@code kind} of its manifests. */
  public String kind() {
    return HasMetadata.getKind(type);
  }

  public Class<? extends HasMetadata> type() {
    return type;
  }

  public boolean namespaced() {
    return Namespaced.class.isAssignableFrom(type);
  }

  /** The schema of a whole object. */
  JSONSchemaProps schema() {
    return schema;
  }

  private static JSONSchemaProps schemaOf(String plural) {
    try (InputStream yaml = ResourceKind.class.getResourceAsStream(plural + ".yaml")) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      return definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
