package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The agent's container beside a workload. It asks for nothing that the restricted Pod Security
 * level refuses, and carries the CA of sts in its environment: no ConfigMap in the tenant's hands.
 */
public final class Sidecar {
  public static final String NAME = "rolecall-agent";

  /** The port in the pod's own network: SDKs of any age accept loopback. */
  static final String ADDRESS = "127.0.0.1:8481";

  private static final String TEMPORARY = "rolecall-agent-tmp";
  private static final int NOBODY = 65532;

  private final InjectionSettings settings;
  private final ProjectedToken token;

  Sidecar(InjectionSettings settings) {
    this.settings = settings;
    this.token =
        new ProjectedToken(
            TokenVolume.AGENT,
            TokenVolume.AGENT.audiences().getFirst(),
            settings.workloads().tokenLifetime());
  }

  ObjectNode container(String stsCa) {
    AgentSettings agent = settings.agent();
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    container.put("name", NAME).put("image", agent.image());
    if (!agent.command().isEmpty()) {
      agent.command().forEach(container.putArray("command")::add);
    }
    ArrayNode env = container.putArray("env");
    variable(env, "ROLECALL_LISTEN", ADDRESS);
    variable(env, "ROLECALL_STS_URL", agent.stsUrl().toString());
    variable(env, "ROLECALL_STS_CA", stsCa);
    variable(env, "ROLECALL_AGENT_TOKEN_FILE", token.path());
    variable(env, "ROLECALL_CLUSTER_NAME", agent.clusterName());
    ArrayNode mounts = container.putArray("volumeMounts");
    mounts.add(token.mount());
    mounts.addObject().put("name", TEMPORARY).put("mountPath", "/tmp");
    container.set("resources", resources());
    container.set("securityContext", securityContext());
    if (!agent.healthCommand().isEmpty()) {
      // Rarely: each probe starts a program in the container.
      container.set("startupProbe", probe(3, 40));
      container.set("readinessProbe", probe(60, 3));
    }
    if (settings.server().nativeSidecars()) {
      container.put("restartPolicy", "Always");
    }
    return container;
  }

  List<ObjectNode> volumes() {
    ObjectNode temporary = JsonNodeFactory.instance.objectNode().put("name", TEMPORARY);
    temporary.putObject("emptyDir").put("sizeLimit", "32Mi");
    return List.of(token.volume(), temporary);
  }

  private static void variable(ArrayNode env, String name, String value) {
    env.addObject().put("name", name).put("value", value);
  }

  private ObjectNode resources() {
    AgentSettings.Resources wanted = settings.agent().resources();
    ObjectNode resources = JsonNodeFactory.instance.objectNode();
    resources.putObject("requests").put("cpu", wanted.cpuRequest()).put("memory", wanted.memory());
    ObjectNode limits = resources.putObject("limits");
    wanted.cpuLimit().ifPresent(limit -> limits.put("cpu", limit));
    limits.put("memory", wanted.memory());
    return resources;
  }

  private static ObjectNode securityContext() {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context
        .put("runAsNonRoot", true)
        .put("runAsUser", NOBODY)
        .put("allowPrivilegeEscalation", false)
        .put("readOnlyRootFilesystem", true);
    context.putObject("capabilities").putArray("drop").add("ALL");
    context.putObject("seccompProfile").put("type", "RuntimeDefault");
    return context;
  }

  /** The agent listens on loopback, where the kubelet cannot ask it: the probe runs inside. */
  private ObjectNode probe(int periodSeconds, int failures) {
    ObjectNode probe = JsonNodeFactory.instance.objectNode();
    settings.agent().healthCommand().forEach(probe.putObject("exec").putArray("command")::add);
    return probe
        .put("periodSeconds", periodSeconds)
        .put("timeoutSeconds", 10)
        .put("failureThreshold", failures);
  }
}
