package dev.rolecall.cli.live;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Audiences;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How sts is set up, where that may be read; the operator is set up alike.
 *
 * @param region of the cluster's ARN
 * @param clusterName the cluster's name on the EKS wire
 * @param issuer of the cluster's tokens
 * @param audiences of pods' tokens
 * @param eks of service accounts' annotations
 * @param gap what was assumed because it could not be read; empty where nothing was
 */
public record BrokerSettings(
    String region,
    String clusterName,
    Sight<String> issuer,
    Audiences audiences,
    EksPrefix eks,
    Optional<String> gap) {
  private static final String DEPLOYMENT = "rolecall-sts";
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  /** The defaults of {@code rolecall.region} and {@code rolecall.cluster.name}. */
  private static final String REGION = "us-east-1";

  private static final String CLUSTER = "rolecall";

  static BrokerSettings read(LiveCluster cluster, String systemNamespace) {
    String what = "deployment " + systemNamespace + "/" + DEPLOYMENT;
    Sight<Deployment> sts =
        cluster.ask(
            what,
            () ->
                cluster
                    .client()
                    .apps()
                    .deployments()
                    .inNamespace(systemNamespace)
                    .withName(DEPLOYMENT)
                    .get());
    Map<String, String> env = sts.seen().map(BrokerSettings::environment).orElse(Map.of());
    Optional<String> gap =
        switch (sts) {
          case Sight.Seen<Deployment> seen -> Optional.empty();
          case Sight.Missing<Deployment> missing ->
              Optional.of(
                  "there is no " + what + ", whose settings were assumed to be the default");
          case Sight.Hidden<Deployment>(var why) ->
              Optional.of(why + ", whose settings were assumed to be the default");
        };
    String issuer = env.get("ROLECALL_CLUSTER_ISSUER");
    return new BrokerSettings(
        env.getOrDefault("ROLECALL_REGION", REGION),
        env.getOrDefault("ROLECALL_CLUSTER_NAME", CLUSTER),
        issuer == null ? discovered(cluster) : new Sight.Seen<>(issuer),
        audiences(env),
        eks(env),
        gap);
  }

  /** What sts would not start with is nobody's setting. */
  private static Audiences audiences(Map<String, String> env) {
    try {
      return Audiences.of(
          list(env, "ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES", Audience.CONTAINER_CREDENTIALS),
          list(env, "ROLECALL_WEB_IDENTITY_AUDIENCES", Audience.WEB_IDENTITY));
    } catch (IllegalArgumentException e) {
      return Audiences.DEFAULT;
    }
  }

  private static List<String> list(Map<String, String> env, String name, Audience otherwise) {
    return Arrays.stream(env.getOrDefault(name, otherwise.value()).split(","))
        .map(String::strip)
        .toList();
  }

  private static EksPrefix eks(Map<String, String> env) {
    try {
      return new EksPrefix(
          env.getOrDefault("ROLECALL_INJECTION_ANNOTATION_PREFIX", EksPrefix.DEFAULT.value()));
    } catch (IllegalArgumentException e) {
      return EksPrefix.DEFAULT;
    }
  }

  private static Map<String, String> environment(Deployment sts) {
    Map<String, String> env = new HashMap<>();
    for (Container container : sts.getSpec().getTemplate().getSpec().getContainers()) {
      for (EnvVar variable : container.getEnv()) {
        if (variable.getValue() != null) {
          env.putIfAbsent(variable.getName(), variable.getValue());
        }
      }
    }
    return env;
  }

  private static Sight<String> discovered(LiveCluster cluster) {
    Sight<String> document = cluster.ask(DISCOVERY, () -> cluster.client().raw(DISCOVERY));
    return switch (document) {
      case Sight.Seen<String>(var text) -> issuer(text);
      case Sight.Missing<String> missing -> new Sight.Missing<>("the cluster's issuer");
      case Sight.Hidden<String>(var why) -> new Sight.Hidden<>(why);
    };
  }

  private static Sight<String> issuer(String document) {
    try {
      return Json.parse(document) instanceof JsonObject object
              && object.get("issuer").orElse(null) instanceof JsonString issuer
          ? new Sight.Seen<>(issuer.value())
          : new Sight.Missing<>("the cluster's issuer");
    } catch (JsonException e) {
      return new Sight.Missing<>("the cluster's issuer");
    }
  }
}
