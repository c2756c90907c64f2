package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.patch.PatchBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps a container's proxies from standing before the agent. */
final class ProxyExemption {
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");
  private static final List<String> EXEMPTIONS = List.of("NO_PROXY", "no_proxy");

  private final List<String> hosts;
  private final PatchBuilder patch;
  private final List<String> warnings;

  ProxyExemption(List<String> hosts, PatchBuilder patch, List<String> warnings) {
    this.hosts = hosts;
    this.patch = patch;
    this.warnings = warnings;
  }

  /**
   * Extends the exemptions that are there.
   *
   * @return those to add where there is none
   */
  List<ObjectNode> apply(String pointer, String container, JsonNode env) {
    if (PROXIES.stream().noneMatch(proxy -> NamedElements.holds(env, proxy))) {
      return List.of();
    }
    boolean exempted = false;
    for (int i = 0; i < env.size(); i++) {
      JsonNode variable = env.get(i);
      if (EXEMPTIONS.contains(variable.path("name").asText())) {
        exempted = true;
        extend(pointer + "/" + i, container, variable);
      }
    }
    return exempted
        ? List.of()
        : EXEMPTIONS.stream()
            .map(name -> ContainerInjection.variable(name, exempting("")))
            .toList();
  }

  private void extend(String pointer, String container, JsonNode variable) {
    if (variable.has("valueFrom")) {
      warnings.add(
          "container '%s' takes %s from elsewhere: see that it holds %s, or no credentials arrive"
              .formatted(container, variable.path("name").asText(), exempting("")));
      return;
    }
    String present = variable.path("value").asText("");
    String wanted = exempting(present);
    if (!variable.has("value")) {
      patch.add(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
    } else if (!wanted.equals(present)) {
      patch.replace(pointer + "/value", JsonNodeFactory.instance.textNode(wanted));
    }
  }

  /** The exempted hosts with those of the agent that are not among them. */
  private String exempting(String exempted) {
    Set<String> present =
        Arrays.stream(exempted.split(",")).map(String::strip).collect(Collectors.toSet());
    if (present.contains("*")) {
      return exempted;
    }
    return Stream.concat(
            Stream.of(exempted).filter(text -> !text.isBlank()),
            hosts.stream().filter(host -> !present.contains(host)))
        .collect(Collectors.joining(","));
  }
}
