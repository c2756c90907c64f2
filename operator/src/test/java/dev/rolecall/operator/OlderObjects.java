package dev.rolecall.operator;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Objects of a version whose definitions said nothing of types, and which no webhook looked at. Put
 * there before the operator starts.
 */
final class OlderObjects {
  static final String NAMESPACE = "older-team";

  /** Objects that mean something, but for their status. */
  static final String GOOD_ROLE = "good";

  /** Objects whose members have the types that they should, but for one that nobody knows. */
  static final String UNKNOWN = "unknown";

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "pods.eks.amazonaws.com"}}}\
      """;

  /** Specs of roles by their names. */
  private static final Map<String, String> ROLES =
      Map.of(
          GOOD_ROLE,
          "{\"trustPolicy\": %s}".formatted(TRUST),
          "empty",
          "{}",
          "types",
          "{\"trustPolicy\": \"text\", \"policies\": {\"a\": 1}, \"maxSessionDuration\": \"long\","
              + " \"tags\": [null, 7], \"managedPolicies\": [null, {}], \"path\": [1]}",
          UNKNOWN,
          "{\"trustPolicy\": %s, \"trust\": {\"a\": [null]}}".formatted(TRUST));

  /** Specs of the other kinds of which nothing is as it should be. */
  private static final Map<Class<? extends HasMetadata>, String> TYPES =
      Map.of(
          IAMPolicy.class,
          "{\"document\": 7, \"path\": [1], \"tags\": {}}",
          OIDCProvider.class,
          "{\"url\": {\"a\": 1}, \"clientIds\": \"one\"}",
          InstanceProfile.class,
          "{\"nodeSelector\": [1], \"role\": {}}",
          RoleAssociation.class,
          "{\"serviceAccounts\": \"app\", \"podSelector\": [1], \"tags\": 7}",
          TaskDefinition.class,
          "{\"family\": [], \"revision\": \"first\", \"volumes\": \"none\", \"containerDefinitions\":"
              + " [null, {\"name\": 7, \"environment\": [null], \"dependsOn\": \"app\"}]}",
          Task.class,
          "{\"taskDefinition\": {}, \"nodeSelector\": [1], \"overrides\":"
              + " {\"containerOverrides\": [null, {\"name\": [7]}]}}");

  /** Specs of these kinds that have a member besides which nobody knows any more. */
  private static final Map<Class<? extends HasMetadata>, String> UNKNOWNS =
      Map.of(
          IAMPolicy.class,
          "{\"old\": [null], \"document\": {\"Version\": \"2012-10-17\", \"Statement\":"
              + " {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}}",
          OIDCProvider.class,
          "{\"old\": [null], \"url\": \"https://older.example.com\", \"clientIds\": [\"older\"]}",
          InstanceProfile.class,
          "{\"old\": [null], \"role\": \"arn:aws:iam::100000000077:role/good\", \"nodeSelector\":"
              + " {\"matchLabels\": {\"node-restriction.kubernetes.io/pool\": \"older\"}}}",
          TaskDefinition.class,
          "{\"old\": [null], \"family\": \"older\", \"revision\": 1, \"containerDefinitions\":"
              + " [{\"name\": \"app\", \"image\": \"app:1\"}]}",
          Task.class,
          "{\"old\": [null], \"taskDefinition\": \"older:1\"}");

  private final ApiServer api;
  private final KubernetesClient client;

  OlderObjects(ApiServer api) {
    this.api = api;
    this.client = api.client();
  }

  void create() throws Exception {
    var webhooks = client.admissionRegistration().v1().validatingWebhookConfigurations();
    var configuration = webhooks.withName("rolecall").require();
    webhooks.withName("rolecall").delete();
    client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .map(definition -> definition.getMetadata().getName())
        .forEach(this::open);
    new OperatorObjects(client).namespace(NAMESPACE);
    account("older", "77\", \"namespaces\": [\"%s\"]".formatted(NAMESPACE));
    account("nulls", "78\", \"namespaces\": [null, \"other\"], \"guardrails\": [null]");
    account("types", "79\", \"namespaces\": \"other\", \"pods\": [], \"suspended\": {}");
    ROLES.forEach((name, spec) -> post(IAMRole.class, name, spec));
    status(GOOD_ROLE, "{\"conditions\": {\"Ready\": true}, \"phase\": \"Ready\", \"arn\": [1]}");
    TYPES.forEach((type, spec) -> post(type, "types", spec));
    TYPES.keySet().forEach(type -> post(type, "nothing", "null"));
    UNKNOWNS.forEach((type, spec) -> post(type, UNKNOWN, spec));
    post(Task.class, "undefined", "{\"taskDefinition\": \"older:1\"}");
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    configuration.getMetadata().setResourceVersion(null);
    client.resource(configuration).create();
  }

  /**
   * Returns once each that has a member too many says so, and a task what is wrong with its own.
   */
  void areRefusedAlone() {
    UNKNOWNS.keySet().forEach(kind -> awaitReason(kind, UNKNOWN, "InvalidSpec"));
    awaitReason(Task.class, "undefined", "TaskDefinitionInvalid");
  }

  private void awaitReason(Class<? extends HasMetadata> kind, String name, String reason) {
    Awaitility.await(HasMetadata.getKind(kind) + " " + name)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> client.raw(path(kind) + "/" + name),
            object -> object.contains("\"reason\":\"%s\"".formatted(reason)));
  }

  private void open(String definition) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(definition)
        .edit(OlderObjects::opened);
  }

  private static CustomResourceDefinition opened(CustomResourceDefinition definition) {
    return new CustomResourceDefinitionBuilder(definition)
        .editSpec()
        .editFirstVersion()
        .withNewSchema()
        .withNewOpenAPIV3Schema()
        .withType("object")
        .withXKubernetesPreserveUnknownFields(true)
        .endOpenAPIV3Schema()
        .endSchema()
        .endVersion()
        .endSpec()
        .build();
  }

  private void account(String name, String more) {
    post(Account.class, name, "{\"accountId\": \"1000000000%s}".formatted(more));
  }

  private void status(String role, String status) throws Exception {
    api.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    String path = path(IAMRole.class) + "/" + role;
    String object = client.raw(path);
    client.raw(
        path + "/status", "PUT", object.replaceFirst("}\\s*$", ",\"status\":" + status + "}"));
  }

  private void post(Class<? extends HasMetadata> type, String name, String spec) {
    client.raw(
        path(type),
        "POST",
        """
        {"apiVersion": "rolecall.dev/v1alpha1", "kind": "%s", "metadata": {"name": "%s"}, "spec": %s}
        """
            .formatted(HasMetadata.getKind(type), name, spec));
  }

  private static String path(Class<? extends HasMetadata> type) {
    String namespace =
        Namespaced.class.isAssignableFrom(type) ? "namespaces/" + NAMESPACE + "/" : "";
    return "/apis/rolecall.dev/v1alpha1/" + namespace + HasMetadata.getPlural(type);
  }
}
