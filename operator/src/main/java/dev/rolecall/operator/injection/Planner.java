package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.identity.RoleArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans what a pod of a mode is given. */
final class Planner {
  /** EKS's own link-local address of the node's agent. */
  private static final String NODE_HOST = "169.254.170.23";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> STATIC_KEYS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE");
  private static final Set<String> BEFORE_CONTAINER =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_PROFILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN");

  private final InjectionSettings settings;
  private final Sidecar sidecar;

  Planner(InjectionSettings settings) {
    this.settings = settings;
    this.sidecar = new Sidecar(settings);
  }

  InjectionPlan containerCredentialsOfNode() {
    return containerCredentials("http://" + NODE_HOST, NODE_HOST, Optional.empty());
  }

  InjectionPlan containerCredentialsOfSidecar(String stsCa) {
    return containerCredentials(
        "http://" + Sidecar.ADDRESS, LOOPBACK, Optional.of(sidecar.container(stsCa)));
  }

  InjectionPlan webIdentityThroughSidecar(Optional<RoleArn> role, String stsCa) {
    return webIdentity(
        role, "http://" + Sidecar.ADDRESS, LOOPBACK, Optional.of(sidecar.container(stsCa)));
  }

  InjectionPlan webIdentityThroughNode(Optional<RoleArn> role) {
    return webIdentity(role, "http://" + NODE_HOST, NODE_HOST, Optional.empty());
  }

  private InjectionPlan containerCredentials(
      String agent, String host, Optional<ObjectNode> container) {
    TokenVolume token = TokenVolume.CONTAINER_CREDENTIALS;
    Map<String, String> variables = common(agent);
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent + "/v1/credentials");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.path());
    return new InjectionPlan(
        variables, token, volumes(token, container), container, host, BEFORE_CONTAINER);
  }

  private InjectionPlan webIdentity(
      Optional<RoleArn> role, String agent, String host, Optional<ObjectNode> container) {
    TokenVolume token = TokenVolume.WEB_IDENTITY;
    Map<String, String> variables = common(agent);
    role.ifPresent(arn -> variables.put("AWS_ROLE_ARN", arn.toString()));
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.path());
    return new InjectionPlan(
        variables, token, volumes(token, container), container, host, STATIC_KEYS);
  }

  private Map<String, String> common(String agent) {
    Map<String, String> variables = new LinkedHashMap<>();
    // Both: the SDK for Java heeds AWS_ENDPOINT_URL_STS only where AWS_REGION is set.
    variables.put("AWS_REGION", settings.region());
    variables.put("AWS_DEFAULT_REGION", settings.region());
    variables.put("AWS_STS_REGIONAL_ENDPOINTS", "regional");
    variables.put("AWS_ENDPOINT_URL_STS", agent);
    return variables;
  }

  private List<ObjectNode> volumes(TokenVolume token, Optional<ObjectNode> container) {
    List<ObjectNode> volumes = new ArrayList<>();
    volumes.add(token.volume(settings.tokenLifetime()));
    if (container.isPresent()) {
      volumes.addAll(sidecar.volumes());
    }
    return volumes;
  }
}
