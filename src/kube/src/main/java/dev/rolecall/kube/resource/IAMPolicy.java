package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A managed policy of an account. */
@JsonClassDescription("A managed policy of an account.")
@Group("rolecall.dev")
@Version("v1alpha1")
@ShortNames("iampol")
@Categories("rolecall")
@AdditionalPrinterColumn(
    name = "Attachments",
    jsonPath = ".status.attachmentCount",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Boundary of",
    jsonPath = ".status.permissionsBoundaryUsageCount",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "ARN",
    jsonPath = ".status.arn",
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
public class IAMPolicy extends CustomResource<IAMPolicySpec, IAMPolicyStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected IAMPolicySpec initSpec() {
    return new IAMPolicySpec();
  }
}
