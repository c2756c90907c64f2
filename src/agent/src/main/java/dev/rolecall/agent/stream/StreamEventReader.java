package dev.rolecall.agent.stream;

import dev.rolecall.agent.net.Host;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.PodPermissions;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.JwkSetException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the lines of {@code GET /agent/stream}. Unknown members are left alone, known ones must be
 * right.
 */
final class StreamEventReader {
  private StreamEventReader() {}

  static StreamEvent read(String line) {
    try {
      return Json.parse(line) instanceof JsonObject object
          ? event(new Members(object))
          : new StreamEvent.Unreadable("a line is no JSON object", Optional.empty());
    } catch (JsonException e) {
      return new StreamEvent.Unreadable("a line is no JSON", Optional.empty());
    } catch (IllegalArgumentException e) {
      return new StreamEvent.Unreadable(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static StreamEvent event(Members line) {
    return switch (line.text("type")) {
      case "node" -> new StreamEvent.Node(node(line.inner("node")));
      case "issuer" -> issuer(line);
      case "pod" -> podEvent(line.inner("pod"));
      case "gone" -> new StreamEvent.Gone(line.text("uid"));
      case "synced" -> new StreamEvent.Synced();
      case "alive" -> new StreamEvent.Alive();
      default -> new StreamEvent.Unknown();
    };
  }

  private static NodeFacts node(Members node) {
    return new NodeFacts(
        node.text("name"),
        node.text("uid"),
        node.text("cluster"),
        node.text("region"),
        node.optionalText("zone"),
        node.optionalText("instanceType"),
        node.optionalText("architecture"),
        node.optionalText("profileRole").map(StreamEventReader::role));
  }

  private static RoleArn role(String arn) {
    return RoleArn.parse(arn)
        .orElseThrow(() -> new IllegalArgumentException("profileRole is no role's ARN"));
  }

  private static StreamEvent issuer(Members line) {
    JsonValue keys = line.inner("keys").object();
    try {
      return new StreamEvent.Issuer(line.text("issuer"), JwkSet.parse(Json.write(keys)));
    } catch (JwkSetException e) {
      throw new IllegalArgumentException("keys are no JWK set", e);
    }
  }

  private static StreamEvent podEvent(Members pod) {
    try {
      return new StreamEvent.Pod(pod(pod));
    } catch (IllegalArgumentException e) {
      return new StreamEvent.Unreadable("a pod's " + e.getMessage(), uid(pod));
    }
  }

  private static Optional<String> uid(Members pod) {
    try {
      return pod.optionalText("uid");
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static NodePod pod(Members pod) {
    String namespace = pod.text("namespace");
    boolean hostNetwork = pod.flag("hostNetwork");
    return new NodePod(
        new PodRef(namespace, pod.text("name"), pod.text("uid")),
        new ServiceAccountRef(namespace, pod.text("serviceAccount")),
        pod.optionalText("account").map(AccountId::new),
        // Nothing proves that such a pod has an address: all of the host's network share it.
        hostNetwork ? Set.of() : addresses(pod.texts("addresses")),
        hostNetwork,
        pod.object().get("allowed").isEmpty()
            ? PodPermissions.NONE
            : permissions(pod.inner("allowed")),
        pod.text("shape"),
        pod.optionalText("credentialsId").filter(id -> !id.isEmpty()),
        pod.map("labels"),
        pod.time("started"),
        containers(pod.list("containers")));
  }

  private static PodPermissions permissions(Members allowed) {
    return new PodPermissions(
        allowed.flag("imds"), allowed.flag("ecs"), allowed.flag("hostNetwork"));
  }

  private static Set<InetAddress> addresses(List<String> texts) {
    Set<InetAddress> addresses = new LinkedHashSet<>();
    for (String text : texts) {
      InetAddress address =
          Host.address(text).orElseThrow(() -> new IllegalArgumentException("addresses are none"));
      if (!address.isLoopbackAddress()
          && !address.isAnyLocalAddress()
          && !address.isMulticastAddress()) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static List<NodeContainer> containers(List<Members> containers) {
    return containers.stream().map(StreamEventReader::container).toList();
  }

  private static NodeContainer container(Members container) {
    return new NodeContainer(
        container.text("name"),
        container.optionalText("image").orElse(""),
        container.optionalText("imageId").orElse(""),
        container.optionalText("id").orElse(""),
        container.time("started"),
        container.time("finished"),
        whole(container, "exitCode"),
        (int) Math.clamp(whole(container, "restarts").orElse(0), 0, Integer.MAX_VALUE),
        container
            .number("cpuLimit")
            .map(limit -> OptionalDouble.of(limit.doubleValue()))
            .orElseGet(OptionalDouble::empty),
        whole(container, "memoryLimit"));
  }

  private static OptionalLong whole(Members container, String name) {
    try {
      return container
          .number(name)
          .map(BigDecimal::longValueExact)
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(name + " is no whole number", e);
    }
  }
}
