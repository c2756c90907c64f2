package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.identity.RoleArn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Pods of any shape that the API server may send, with what gets in an injection's way. */
final class GeneratedPods {
  private static final String PREFIX = "eks.amazonaws.com/";
  private static final List<String> VARIABLES =
      List.of(
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_STS_REGIONAL_ENDPOINTS",
          "AWS_ROLE_ARN",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_ENDPOINT_URL_STS",
          "AWS_PROFILE",
          "HTTP_PROXY",
          "https_proxy",
          "NO_PROXY",
          "no_proxy",
          "OTHER");
  private static final List<String> VOLUMES =
      List.of("aws-iam-token", "eks-pod-identity-token", "rolecall-agent-tmp", "data", "cache");
  private static final List<String> PATHS =
      List.of(
          "/var/run/secrets/eks.amazonaws.com/serviceaccount",
          "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/",
          "/var/run/secrets",
          "/data",
          "/tokens");

  private final Random random;

  GeneratedPods(long seed) {
    this.random = new Random(seed);
  }

  InjectionRequest request() {
    return new InjectionRequest(pod(), any(List.of(Mode.values())), role(), serviceAccount());
  }

  /** What another webhook, or the API server, may make of an injected pod. */
  void change(ObjectNode pod) {
    ObjectNode spec = (ObjectNode) pod.path("spec");
    if (random.nextBoolean()) {
      spec.withArray("/containers").add(container("mesh"));
    }
    if (random.nextBoolean()) {
      spec.withArray("/volumes").insert(0, named("mesh-certs").set("emptyDir", object()));
    }
    spec.path("volumes")
        .forEach(volume -> {
          if (volume.path("projected") instanceof ObjectNode projected) {
            projected.put("defaultMode", 420);
          }
        });
    for (String list : List.of("containers", "initContainers")) {
      spec.path(list)
          .forEach(container -> {
            ((ObjectNode) container).put("imagePullPolicy", "IfNotPresent");
            if (random.nextBoolean() && container.path("env").isArray()) {
              ((ArrayNode) container.path("env")).insert(0, named("MESH").put("value", "on"));
            }
          });
    }
  }

  private ObjectNode pod() {
    ObjectNode pod = object().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata").put("generateName", "app-");
    if (random.nextBoolean()) {
      metadata.putObject("labels").put("app", "a");
    } else if (random.nextBoolean()) {
      metadata.putNull("labels");
    }
    annotations(metadata);
    ObjectNode spec = pod.putObject("spec").put("futureField", random.nextInt(9));
    if (oneIn(6)) {
      spec.put("hostNetwork", true);
    }
    if (oneIn(6)) {
      spec.putObject("nodeSelector").put("kubernetes.io/os", "windows");
    }
    containers(spec, "initContainers", random.nextInt(3));
    containers(spec, "containers", 1 + random.nextInt(2));
    volumes(spec);
    return pod;
  }

  private void annotations(ObjectNode metadata) {
    if (random.nextBoolean()) {
      ObjectNode annotations = metadata.putObject("annotations").put("a/b", "~");
      if (random.nextBoolean()) {
        annotations.put(PREFIX + "skip-containers", any(List.of("containers-0", "x, \"y\"", "\"")));
      }
      if (random.nextBoolean()) {
        annotations.put(PREFIX + "token-expiration", lifetime());
      }
      if (oneIn(8)) {
        annotations.put(CredentialsIds.ANNOTATION, "ab".repeat(32));
      }
    }
  }

  private void containers(ObjectNode spec, String list, int count) {
    if (count == 0 && random.nextBoolean()) {
      spec.putNull(list);
    } else if (count > 0) {
      ArrayNode containers = spec.putArray(list);
      for (int i = 0; i < count; i++) {
        containers.add(container(list.toLowerCase(Locale.ROOT) + "-" + i));
      }
    }
  }

  private ObjectNode container(String name) {
    ObjectNode container = named(name).put("image", name + ":1").put("futureField", true);
    if (random.nextBoolean()) {
      ArrayNode env = container.putArray("env");
      VARIABLES.stream()
          .filter(variable -> oneIn(4))
          .forEach(variable -> env.add(variable(variable)));
    } else if (random.nextBoolean()) {
      container.putNull("env");
    }
    if (oneIn(4)) {
      container.putArray("envFrom").addObject().putObject("secretRef").put("name", "s");
    }
    if (random.nextBoolean()) {
      ArrayNode mounts = container.putArray("volumeMounts");
      PATHS.stream()
          .filter(path -> oneIn(4))
          .forEach(path -> mounts.add(named(any(VOLUMES)).put("mountPath", path)));
    }
    return container;
  }

  private ObjectNode variable(String name) {
    ObjectNode variable = named(name);
    switch (random.nextInt(4)) {
      case 0 -> variable.putObject("valueFrom").putObject("secretKeyRef").put("key", name);
      case 1 -> {}
      case 2 -> variable.put("value", "");
      default -> variable.put("value", any(List.of("*", "a.test, b.test", "eu-west-1")));
    }
    return variable.put("futureField", 1.5);
  }

  private void volumes(ObjectNode spec) {
    if (random.nextBoolean()) {
      ArrayNode volumes = spec.putArray("volumes");
      VOLUMES.stream()
          .filter(volume -> oneIn(3))
          .forEach(volume -> volumes.add(named(volume).set("emptyDir", object())));
    } else if (random.nextBoolean()) {
      spec.putNull("volumes");
    }
  }

  private Optional<RoleArn> role() {
    return random.nextBoolean()
        ? RoleArn.parse("arn:aws:iam::111111111111:role/app")
        : Optional.empty();
  }

  private Map<String, String> serviceAccount() {
    Map<String, String> annotations = new HashMap<>();
    if (random.nextBoolean()) {
      annotations.put(PREFIX + "token-expiration", lifetime());
    }
    if (random.nextBoolean()) {
      annotations.put(PREFIX + "sts-regional-endpoints", any(List.of("true", "F", "no")));
    }
    if (random.nextBoolean()) {
      annotations.put(
          PREFIX + "audience", any(List.of("sts.acme.test", "other", "pods.eks.amazonaws.com")));
    }
    return annotations;
  }

  private String lifetime() {
    return any(List.of("", "-1", "600", "3601", "99999999", "soon"));
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static ObjectNode named(String name) {
    return object().put("name", name);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
