package dev.rolecall.operator;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * Objects of a version whose definitions said nothing of types, and which no webhook looked at. Put
 * there before the operator starts.
 */
final class OlderObjects {
  static final String NAMESPACE = "older-team";

  /** Objects that mean something, but for their status. */
  static final String GOOD_ROLE = "good";

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
          "unknown",
          "{\"trustPolicy\": %s, \"trust\": {\"a\": [null]}}".formatted(TRUST));

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
    for (String kind : new String[] {"accounts", "iamroles", "roleassociations"}) {
      client
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(kind + ".rolecall.dev")
          .edit(OlderObjects::opened);
    }
    new OperatorObjects(client).namespace(NAMESPACE);
    account("older", "77\", \"namespaces\": [\"%s\"]".formatted(NAMESPACE));
    account("nulls", "78\", \"namespaces\": [null, \"other\"], \"guardrails\": [null]");
    account("types", "79\", \"namespaces\": \"other\", \"pods\": [], \"suspended\": {}");
    ROLES.forEach(this::role);
    status(GOOD_ROLE, "{\"conditions\": {\"Ready\": true}, \"phase\": \"Ready\", \"arn\": [1]}");
    association("types", "{\"serviceAccounts\": \"app\", \"podSelector\": [1], \"tags\": 7}");
    association("nothing", "null");
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    configuration.getMetadata().setResourceVersion(null);
    client.resource(configuration).create();
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
    post("accounts", "Account", name, "\"spec\": {\"accountId\": \"1000000000%s}".formatted(more));
  }

  private void role(String name, String spec) {
    post("namespaces/" + NAMESPACE + "/iamroles", "IAMRole", name, "\"spec\": " + spec);
  }

  private void association(String name, String spec) {
    post(
        "namespaces/" + NAMESPACE + "/roleassociations",
        "RoleAssociation",
        name,
        "\"spec\": " + spec);
  }

  private void status(String role, String status) throws Exception {
    api.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    String path =
        "/apis/rolecall.dev/v1alpha1/namespaces/%s/iamroles/%s".formatted(NAMESPACE, role);
    String object = client.raw(path);
    client.raw(
        path + "/status", "PUT", object.replaceFirst("}\\s*$", ",\"status\":" + status + "}"));
  }

  private void post(String path, String kind, String name, String more) {
    client.raw(
        "/apis/rolecall.dev/v1alpha1/" + path,
        "POST",
        """
        {"apiVersion": "rolecall.dev/v1alpha1", "kind": "%s", "metadata": {"name": "%s"}, %s}
        """
            .formatted(kind, name, more));
  }
}
