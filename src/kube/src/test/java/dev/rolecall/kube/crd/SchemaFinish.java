package dev.rolecall.kube.crd;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a generated definition what the generator cannot say: every object of a spec keeps
 * unknown fields (so that the validating webhook sees and refuses them), lists that are maps or
 * sets, formats, and the order of the columns.
 */
final class SchemaFinish {
  /** Lists of objects, and the field that is different in each. */
  private static final Map<String, String> LIST_KEYS =
      Map.ofEntries(
          entry("tags", "key"),
          entry("policies", "name"),
          entry("guardrails", "name"),
          entry("conditions", "type"),
          entry("volumes", "name"),
          entry("containerDefinitions", "name"),
          entry("containerOverrides", "name"),
          entry("containers", "name"),
          entry("environment", "name"),
          entry("secrets", "name"),
          entry("dependsOn", "containerName"),
          entry("mountPoints", "containerPath"));

  /** Lists of which no element stands for itself: their order counts, or one may come twice. */
  private static final Set<String> WHOLE_LISTS =
      Set.of("matchExpressions", "command", "entryPoint", "portMappings");

  private static final Map<String, String> FORMATS =
      Map.of(
          "revokeSessionsIssuedBefore", "date-time",
          "lastTransitionTime", "date-time",
          "observedGeneration", "int64",
          "priority", "int32",
          "maxSessionDuration", "int32",
          "revision", "int32");

  private static final Map<String, String> CONDITION_FIELDS =
      Map.of(
          "type", "What the condition is about.",
          "status", "True, False or Unknown.",
          "reason", "The cause in one word, for machines.",
          "message", "The cause in a sentence, for people.",
          "lastTransitionTime", "When the status last changed.",
          "observedGeneration", "The generation of the resource that the condition is about.");

  private SchemaFinish() {}

  static void finish(CustomResourceDefinition definition, Class<? extends HasMetadata> type) {
    CustomResourceDefinitionVersion version = definition.getSpec().getVersions().getFirst();
    orderColumns(version.getAdditionalPrinterColumns(), type);
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    JSONSchemaProps spec = requireNonNull(root.getProperties().get("spec"));
    JSONSchemaProps status = requireNonNull(root.getProperties().get("status"));
    status.setDescription("What is reported. Nothing is decided by it.");
    finish("spec", spec);
    keepUnknownFields(spec);
    root.setDescription(type.getAnnotation(JsonClassDescription.class).value());
    spec.setDescription("What is wished for. The fields are:\n" + FieldList.of(spec));
    finish("status", status);
  }

  private static void orderColumns(
      List<CustomResourceColumnDefinition> columns, Class<? extends HasMetadata> type) {
    List<String> order =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    columns.sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
  }

  private static void finish(String name, JSONSchemaProps schema) {
    schema.getProperties().remove("getUnknownFields");
    if (FORMATS.containsKey(name)) {
      schema.setFormat(FORMATS.get(name));
    }
    if (name.equals("conditions")) {
      finishCondition(items(schema));
    }
    JSONSchemaProps items = items(schema);
    if (items != null) {
      String key = LIST_KEYS.get(name);
      schema.setXKubernetesListType(
          WHOLE_LISTS.contains(name) ? "atomic" : key == null ? "set" : "map");
      if (key != null) {
        schema.setXKubernetesListMapKeys(List.of(key));
      }
      finish("", items);
    }
    schema.getProperties().forEach(SchemaFinish::finish);
  }

  private static void finishCondition(@Nullable JSONSchemaProps condition) {
    if (condition == null) {
      throw new IllegalStateException("conditions are a list");
    }
    condition.setRequired(List.of("type", "status"));
    condition
        .getProperties()
        .forEach((name, schema) -> schema.setDescription(CONDITION_FIELDS.get(name)));
  }

  private static void keepUnknownFields(JSONSchemaProps schema) {
    JSONSchemaProps items = items(schema);
    if (items != null) {
      keepUnknownFields(items);
    }
    if ("object".equals(schema.getType()) && schema.getAdditionalProperties() == null) {
      schema.setXKubernetesPreserveUnknownFields(true);
    }
    schema.getProperties().values().forEach(SchemaFinish::keepUnknownFields);
  }

  private static @Nullable JSONSchemaProps items(JSONSchemaProps schema) {
    return schema.getItems() == null ? null : schema.getItems().getSchema();
  }
}
