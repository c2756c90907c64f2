package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    plan.environment()
        .of(name)
        .forEach((variable, value) -> {
          int index = indexOf(env, variable);
          if (index < 0) {
            added.add(variable(variable, value));
          } else {
            keepOrReplace(pointer + "/env/" + index, name, env.get(index), value);
          }
        });
    warnOfRivals(name, env);
    exemptFromProxies(pointer + "/env", name, env, added);
    patch.append(pointer + "/env", env, added);
    plan.token().ifPresent(token -> mount(token, pointer, name, container.path("volumeMounts")));
  }

  private void keepOrReplace(String pointer, String container, JsonNode present, String wanted) {
    String variable = present.path("name").asText();
    String value = present.path("value").asText();
    if (FREE_TO_DIFFER.contains(variable) || value.equals(wanted)) {
      return;
    }
    if (plan.superseded()
        .filter(old -> value.equals(old.of(container).get(variable)))
        .isPresent()) {
      patch.replace(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
      return;
    }
    warnings.add(
        "container '%s' sets %s itself, which is kept: it may get other credentials than its role's"
            .formatted(container, variable));
  }

  private void warnOfRivals(String container, JsonNode env) {
    for (JsonNode variable : env) {
      String name = variable.path("name").asText();
      if (plan.environment().rivals().contains(name)) {
        warnings.add(
            "container '%s' sets %s, which SDKs prefer to the role's credentials: remove it"
                .formatted(container, name));
      }
    }
  }

  private void exemptFromProxies(
      String pointer, String container, JsonNode env, List<ObjectNode> added) {
    if (PROXIES.stream().allMatch(proxy -> indexOf(env, proxy) < 0)) {
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
      EXEMPTIONS.forEach(name -> added.add(variable(name, hosts(""))));
    }
  }

  private void extend(String pointer, String container, JsonNode variable) {
    if (variable.has("valueFrom")) {
      warnings.add(
          "container '%s' takes %s from elsewhere: see that it holds %s, or no credentials arrive"
              .formatted(container, variable.path("name").asText(), hosts("")));
      return;
    }
    String present = variable.path("value").asText("");
    String wanted = hosts(present);
    if (present.isBlank()) {
      patch.add(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
    } else if (!wanted.equals(present)) {
      patch.replace(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
    }
  }

  /** The exempted hosts with those of the agent that are not among them. */
  private String hosts(String exempted) {
    Set<String> present =
        Arrays.stream(exempted.split(",")).map(String::strip).collect(Collectors.toSet());
    if (present.contains("*")) {
      return exempted;
    }
    return Stream.concat(
            Stream.of(exempted).filter(text -> !text.isBlank()),
            plan.environment().hosts().stream().filter(host -> !present.contains(host)))
        .collect(Collectors.joining(","));
  }

  private void mount(TokenVolume token, String pointer, String container, JsonNode mounts) {
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

  /** Where the variable stands; -1 where it does not. */
  private static int indexOf(JsonNode env, String name) {
    for (int i = 0; i < env.size(); i++) {
      if (env.get(i).path("name").asText().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static ObjectNode variable(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
  }
}
