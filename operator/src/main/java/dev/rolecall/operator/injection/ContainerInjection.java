package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Patches one container: its environment and the mount of its token. */
final class ContainerInjection {
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");
  private static final List<String> EXEMPTIONS = List.of("NO_PROXY", "no_proxy");

  /** A region of its own is a container's good right. */
  private static final Set<String> FREE_TO_DIFFER =
      Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_STS_REGIONAL_ENDPOINTS");

  private final InjectionPlan plan;
  private final PatchBuilder patch;
  private final List<String> warnings;

  ContainerInjection(InjectionPlan plan, PatchBuilder patch, List<String> warnings) {
    this.plan = plan;
    this.patch = patch;
    this.warnings = warnings;
  }

  void apply(String pointer, JsonNode container) {
    String name = container.path("name").asText();
    JsonNode env = container.path("env");
    List<ObjectNode> added = new ArrayList<>();
    for (Map.Entry<String, String> variable : plan.variables().entrySet()) {
      JsonNode present = named(env, variable.getKey());
      if (present.isMissingNode()) {
        added.add(variable(variable.getKey(), variable.getValue()));
      } else if (!FREE_TO_DIFFER.contains(variable.getKey())
          && !present.path("value").asText().equals(variable.getValue())) {
        warnings.add(
            "container '%s' sets %s itself, which is kept: it may get other credentials than its role's"
                .formatted(name, variable.getKey()));
      }
    }
    warnOfRivals(name, env);
    exemptFromProxies(pointer + "/env", name, env, added);
    patch.append(pointer + "/env", env, added);
    mountToken(pointer, name, container.path("volumeMounts"));
  }

  private void warnOfRivals(String container, JsonNode env) {
    for (JsonNode variable : env) {
      String name = variable.path("name").asText();
      if (plan.rivals().contains(name)) {
        warnings.add(
            "container '%s' sets %s, which SDKs prefer to the role's credentials: remove it"
                .formatted(container, name));
      }
    }
  }

  private void exemptFromProxies(
      String pointer, String container, JsonNode env, List<ObjectNode> added) {
    if (PROXIES.stream().allMatch(proxy -> named(env, proxy).isMissingNode())) {
      return;
    }
    boolean exempted = false;
    for (int i = 0; i < env.size(); i++) {
      JsonNode variable = env.get(i);
      if (EXEMPTIONS.contains(variable.path("name").asText())) {
        exempted = true;
        extend(pointer + "/" + i, container, variable);
      }
    }
    if (!exempted) {
      EXEMPTIONS.forEach(name -> added.add(variable(name, plan.host())));
    }
  }

  private void extend(String pointer, String container, JsonNode variable) {
    if (variable.has("valueFrom")) {
      warnings.add(
          "container '%s' takes %s from elsewhere: see that it holds %s, or no credentials arrive"
              .formatted(container, variable.path("name").asText(), plan.host()));
      return;
    }
    String hosts = variable.path("value").asText("");
    if (hosts.isBlank()) {
      patch.add(pointer + "/value", JsonNodeFactory.instance.textNode(plan.host()));
    } else if (Arrays.stream(hosts.split(",")).map(String::strip).noneMatch(this::exempts)) {
      patch.replace(
          pointer + "/value", JsonNodeFactory.instance.textNode(hosts + "," + plan.host()));
    }
  }

  private boolean exempts(String host) {
    return host.equals("*") || host.equals(plan.host());
  }

  private void mountToken(String pointer, String container, JsonNode mounts) {
    TokenVolume token = plan.token();
    for (JsonNode mount : mounts) {
      if (!mount.path("mountPath").asText().equals(token.mountPath())) {
        continue;
      }
      if (!mount.path("name").asText().equals(token.name())) {
        warnings.add(
            "container '%s' mounts volume '%s' at %s, which is kept: its token must have the audience %s"
                .formatted(
                    container,
                    mount.path("name").asText(),
                    token.mountPath(),
                    token.audience().value()));
      }
      return;
    }
    patch.append(pointer + "/volumeMounts", mounts, List.of(token.mount()));
  }

  private static JsonNode named(JsonNode array, String name) {
    for (JsonNode element : array) {
      if (element.path("name").asText().equals(name)) {
        return element;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static ObjectNode variable(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
  }
}
