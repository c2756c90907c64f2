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
  private static final Set<String> BEFORE_ECS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_PROFILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE");

  /** ECS's own link-local address, which SDKs know; there is none of IPv6. */
  private static final String ECS_HOST = "169.254.170.2";

  private final InjectionSettings settings;
  private final AgentEndpoint node;
  private final Sidecar sidecar;

  Planner(InjectionSettings settings) {
    this.settings = settings;
    this.node = settings.node();
    this.sidecar = new Sidecar(settings);
  }

  InjectionPlan containerCredentialsOfNode() {
    return containerCredentials(node, Optional.empty());
  }

  InjectionPlan containerCredentialsOfSidecar(String stsCa) {
    return containerCredentials(AgentEndpoint.LOOPBACK, Optional.of(sidecar.container(stsCa)));
  }

  InjectionPlan webIdentityThroughSidecar(Optional<RoleArn> role, String stsCa) {
    return webIdentity(role, AgentEndpoint.LOOPBACK, Optional.of(sidecar.container(stsCa)));
  }

  InjectionPlan webIdentityThroughNode(Optional<RoleArn> role) {
    return webIdentity(role, node, Optional.empty());
  }

  /**
   * The variables of ECS's container agent.
   *
   * @param id the pod's credentials id
   */
  InjectionPlan ecs(String id) {
    Map<String, String> variables = common(node);
    variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/" + id);
    variables.put("AWS_EXECUTION_ENV", "AWS_ECS_EC2");
    Map<String, String> ofContainers = new LinkedHashMap<>();
    ofContainers.put("ECS_CONTAINER_METADATA_URI_V4", "http://" + ECS_HOST + "/v4/" + id);
    ofContainers.put("ECS_CONTAINER_METADATA_URI", "http://" + ECS_HOST + "/v3/" + id);
    ofContainers.put("ECS_AGENT_URI", "http://" + ECS_HOST + "/api/" + id);
    List<String> hosts = List.of(ECS_HOST, node.host());
    return new InjectionPlan(
        new Environment(variables, ofContainers, hosts, BEFORE_ECS),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private InjectionPlan containerCredentials(AgentEndpoint agent, Optional<ObjectNode> container) {
    TokenVolume token = TokenVolume.CONTAINER_CREDENTIALS;
    Map<String, String> variables = common(agent);
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent.url() + "/v1/credentials");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.path());
    return byToken(
        new Environment(variables, Map.of(), List.of(agent.host()), BEFORE_CONTAINER),
        token,
        container);
  }

  private InjectionPlan webIdentity(
      Optional<RoleArn> role, AgentEndpoint agent, Optional<ObjectNode> container) {
    TokenVolume token = TokenVolume.WEB_IDENTITY;
    Map<String, String> variables = common(agent);
    role.ifPresent(arn -> variables.put("AWS_ROLE_ARN", arn.toString()));
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.path());
    return byToken(
        new Environment(variables, Map.of(), List.of(agent.host()), STATIC_KEYS), token, container);
  }

  private InjectionPlan byToken(
      Environment environment, TokenVolume token, Optional<ObjectNode> container) {
    return new InjectionPlan(
        environment, Optional.empty(), Optional.of(token), volumes(token, container), container);
  }

  private Map<String, String> common(AgentEndpoint agent) {
    Map<String, String> variables = new LinkedHashMap<>();
    // Both: the SDK for Java heeds AWS_ENDPOINT_URL_STS only where AWS_REGION is set.
    variables.put("AWS_REGION", settings.region());
    variables.put("AWS_DEFAULT_REGION", settings.region());
    variables.put("AWS_STS_REGIONAL_ENDPOINTS", "regional");
    variables.put("AWS_ENDPOINT_URL_STS", agent.url());
    variables.putAll(agent.variables());
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
