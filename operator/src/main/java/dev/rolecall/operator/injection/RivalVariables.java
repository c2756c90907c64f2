package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.operator.injection.patch.NamedElements;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Variables of a pod's own that silently win against those that are injected. */
final class RivalVariables {
  private static final String IGNORE_ENDPOINTS = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

  private RivalVariables() {}

  static void warn(String container, JsonNode env, Set<String> rivals, List<String> warnings) {
    String found =
        StreamSupport.stream(env.spliterator(), false)
            .map(variable -> variable.path("name").asText())
            .filter(rivals::contains)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      warnings.add(
          "container '%s' sets %s, which SDKs prefer to the role's credentials"
              .formatted(container, found));
    }
    if (NamedElements.named(env, IGNORE_ENDPOINTS)
        .path("value")
        .asText()
        .equalsIgnoreCase("true")) {
      warnings.add(
          "container '%s' sets %s: SDKs ask AWS's STS, which does not know Rolecall's credentials"
              .formatted(container, IGNORE_ENDPOINTS));
    }
  }

  /**
   * Says once for a pod that what comes from ConfigMaps and Secrets as a whole is not seen here.
   */
  static void warnOfUnseen(JsonNode spec, Set<String> skipped, List<String> warnings) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    spec.path("initContainers").forEach(all::add);
    spec.path("containers").forEach(all::add);
    String unseen =
        StreamSupport.stream(all.spliterator(), false)
            .filter(container -> !container.path("envFrom").isEmpty())
            .map(container -> container.path("name").asText())
            .filter(name -> !skipped.contains(name))
            .limit(3)
            .collect(Collectors.joining(", "));
    if (!unseen.isEmpty()) {
      warnings.add(
          "envFrom (%s) is not looked at: AWS keys or profiles in it would win".formatted(unseen));
    }
  }
}
