package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.patch.PatchBuilder;
import dev.rolecall.operator.injection.plan.Environment;
import dev.rolecall.operator.injection.plan.InjectionPlan;
import dev.rolecall.operator.injection.plan.VariableGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Patches one container: its environment and the mount of its token. */
final class ContainerInjection {
  /** A region of its own is a container's good right. */
  private static final Set<String> FREE_TO_DIFFER =
      Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_STS_REGIONAL_ENDPOINTS");

  private final InjectionPlan plan;
  private final PatchBuilder patch;
  private final List<String> warnings;
  private final ProxyExemption proxies;
  private final Optional<TokenMount> mount;

  ContainerInjection(InjectionPlan plan, JsonNode spec, PatchBuilder patch, List<String> warnings) {
    this.plan = plan;
    this.patch = patch;
    this.warnings = warnings;
    this.proxies = new ProxyExemption(plan.environment().hosts(), patch, warnings);
    this.mount =
        plan.token().map(token -> new TokenMount(token, spec.path("volumes"), patch, warnings));
  }

  void apply(String pointer, JsonNode container) {
    String name = container.path("name").asText();
    JsonNode env = container.path("env");
    Map<String, ObjectNode> added = new LinkedHashMap<>();
    for (VariableGroup group : plan.environment().groups(name)) {
      missing(group, env).forEach(variable -> added.put(variable.get("name").asText(), variable));
      keepOrReplace(group, pointer + "/env/", name, env, added.keySet());
    }
    RivalVariables.warn(name, env, plan.environment().rivals(), warnings);
    List<ObjectNode> variables = new ArrayList<>(added.values());
    variables.addAll(proxies.apply(pointer + "/env", name, env));
    patch.append(pointer + "/env", env, variables);
    if (!plan.environment().isSaidBy(env)) {
      mount.ifPresent(token -> token.apply(pointer, container, added.keySet()));
    }
  }

  /** Those of a group that the container is to get. */
  private static List<ObjectNode> missing(VariableGroup group, JsonNode env) {
    List<String> present =
        group.variables().keySet().stream().filter(name -> NamedElements.holds(env, name)).toList();
    if (group.rule() == VariableGroup.Rule.ALL_OR_NONE && !present.isEmpty()) {
      return List.of();
    }
    List<ObjectNode> missing = new ArrayList<>();
    group
        .variables()
        .forEach((name, value) -> {
          if (!present.contains(name)) {
            missing.add(
                group.rule() == VariableGroup.Rule.ALIKE && !present.isEmpty()
                    ? copy(NamedElements.named(env, present.getFirst()), name)
                    : variable(name, value));
          }
        });
    return missing;
  }

  /** The same value by another name, wherever it is from. */
  private static ObjectNode copy(JsonNode variable, String name) {
    ObjectNode copy = variable.deepCopy();
    return copy.put("name", name);
  }

  private void keepOrReplace(
      VariableGroup group, String pointer, String container, JsonNode env, Set<String> added) {
    group
        .variables()
        .forEach((variable, wanted) -> {
          int index = NamedElements.indexOf(env, variable);
          if (index >= 0) {
            keepOrReplace(pointer + index, container, env.get(index), wanted);
          } else if (!added.contains(variable)) {
            warnings.add(
                "container '%s' gets no %s, for it sets others of the same way itself"
                    .formatted(container, variable));
          }
        });
  }

  private void keepOrReplace(String pointer, String container, JsonNode present, String wanted) {
    String variable = present.path("name").asText();
    String value = present.path("value").asText();
    if (FREE_TO_DIFFER.contains(variable) || value.equals(wanted)) {
      return;
    }
    if (plan.superseded().filter(old -> gave(old, container, variable, value)).isPresent()) {
      patch.replace(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
      return;
    }
    warnings.add(
        "container '%s' sets %s itself, which is kept: it may get other credentials than its role's"
            .formatted(container, variable));
  }

  private static boolean gave(Environment old, String container, String variable, String value) {
    return value.equals(old.variables(container).get(variable));
  }

  static ObjectNode variable(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
  }
}
