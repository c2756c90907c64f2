package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.rolecall.kube.resource.ResourceStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Is one revision of an ECS-style task definition: containers, volumes and the roles of the tasks
 * that run it.
 */
@JsonClassDescription(
    "Is one revision of an ECS-style task definition: containers, volumes and the roles of the tasks that run it.")
@Group("rolecall.dev")
@Version("v1alpha1")
@ShortNames("td")
@Categories("rolecall")
@AdditionalPrinterColumn(
    name = "Family",
    jsonPath = ".spec.family",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Revision",
    jsonPath = ".spec.revision",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Task role",
    jsonPath = ".spec.taskRole",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Execution role",
    jsonPath = ".spec.executionRole",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class TaskDefinition extends CustomResource<TaskDefinitionSpec, ResourceStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected TaskDefinitionSpec initSpec() {
    return new TaskDefinitionSpec();
  }
}
