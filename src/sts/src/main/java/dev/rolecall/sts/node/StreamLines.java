package dev.rolecall.sts.node;

import dev.rolecall.directory.ContainerStatus;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Node;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream: a JSON object each, with a line feed. Whatever a pod's author wrote is
 * within a JSON string, where a line feed has another spelling.
 *
 * @param cluster its name
 * @param region it is in
 */
public record StreamLines(String cluster, String region) {
  /** The whole was told. */
  static final String SYNCED = "{\"type\":\"synced\"}\n";

  /** Nothing has changed. */
  static final String ALIVE = "{\"type\":\"alive\"}\n";

  /** What the path of a pod's ECS credentials ends with; the operator makes it. */
  private static final String CREDENTIALS_ID = "rolecall.dev/credentials-id";

  private static final Pattern CREDENTIALS_ID_FORM = Pattern.compile("[A-Za-z0-9-]{16,128}");

  /** Of a pod's labels; a pod may have thousands. */
  private static final int MOST_LABELS = 64;

  String node(Node node, Optional<InstanceProfile> profile) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", node.name());
    members.put("uid", node.uid());
    members.put("cluster", cluster);
    members.put("region", region);
    putLabel(members, "zone", node, "topology.kubernetes.io/zone");
    putLabel(members, "instanceType", node, "node.kubernetes.io/instance-type");
    putLabel(members, "architecture", node, "kubernetes.io/arch");
    profile
        .map(InstanceProfile::role)
        .ifPresent(role -> members.put("profileRole", role.toString()));
    return line("node", members);
  }

  private static void putLabel(
      Map<String, @Nullable Object> members, String member, Node node, String label) {
    String value = node.labels().get(label);
    if (value != null && !value.isEmpty()) {
      members.put(member, value);
    }
  }

  String issuer(NodeView.IssuerKeys issuer) {
    try {
      // The keys are written again, so that their text has no line feeds either.
      return "{\"type\":\"issuer\",\"issuer\":%s,\"keys\":%s}\n"
          .formatted(Json.write(Json.of(issuer.issuer())), Json.write(Json.parse(issuer.jwks())));
    } catch (JsonException e) {
      throw new IllegalStateException("the keys of the cluster's issuer are not JSON", e);
    }
  }

  String pod(ToldPod told) {
    Workload workload = told.workload();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("namespace", workload.pod().namespace());
    members.put("name", workload.pod().name());
    members.put("uid", workload.pod().uid());
    members.put("serviceAccount", workload.serviceAccount().name());
    told.account().ifPresent(account -> members.put("account", account.value()));
    members.put("addresses", told.status().addresses());
    members.put("hostNetwork", told.status().hostNetwork());
    members.put(
        "allowed",
        Map.of(
            "imds", told.allowed().imds(),
            "ecs", told.allowed().ecs(),
            "hostNetwork", told.allowed().hostNetwork()));
    members.put("shape", told.shape());
    String credentialsId = workload.podAnnotations().get(CREDENTIALS_ID);
    if (credentialsId != null && CREDENTIALS_ID_FORM.matcher(credentialsId).matches()) {
      members.put("credentialsId", credentialsId);
    }
    members.put("labels", labels(workload.podLabels()));
    putText(members, "started", told.status().started());
    members.put(
        "containers", told.status().containers().stream().map(StreamLines::container).toList());
    return line("pod", members);
  }

  /** Their first in the order of their keys, where there are too many. */
  private static Map<String, String> labels(Map<String, String> all) {
    if (all.size() <= MOST_LABELS) {
      return all;
    }
    Map<String, String> some = new LinkedHashMap<>();
    new TreeMap<>(all)
        .entrySet().stream()
            .limit(MOST_LABELS)
            .forEach(label -> some.put(label.getKey(), label.getValue()));
    return some;
  }

  private static Map<String, @Nullable Object> container(ContainerStatus container) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", container.name());
    members.put("image", container.image());
    members.put("imageId", container.imageId());
    members.put("id", container.id());
    putText(members, "started", container.started());
    putText(members, "finished", container.finished());
    put(members, "exitCode", container.exitCode());
    members.put("restarts", container.restarts());
    put(members, "cpuLimit", container.cpuLimit());
    put(members, "memoryLimit", container.memoryLimit());
    return members;
  }

  /** Instants are RFC 3339 as they print themselves. */
  private static void putText(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    put(members, name, value == null ? null : value.toString());
  }

  private static void put(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  String gone(String uid) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("type", "gone");
    members.put("uid", uid);
    return Json.write(members) + "\n";
  }

  private static String line(String type, Map<String, @Nullable Object> members) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.put(type, members);
    return Json.write(line) + "\n";
  }
}
