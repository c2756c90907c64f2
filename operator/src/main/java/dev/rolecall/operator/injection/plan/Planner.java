package dev.rolecall.operator.injection.plan;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.operator.injection.plan.AgentEndpoint.Endpoint;
import dev.rolecall.operator.injection.plan.InjectionPlan.SidecarParts;
import dev.rolecall.operator.injection.plan.VariableGroup.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans what a pod of a mode is given: what the EKS webhook gives, and the way to sts. */
public final class Planner {
  /** Variables that SDKs heed first, by what they would be given. */
  private static final Set<String> BEFORE_WEB_IDENTITY =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_DEFAULT_PROFILE");

  private static final Set<String> BEFORE_ECS =
      and(
          BEFORE_WEB_IDENTITY,
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_CONFIG_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE");
  private static final Set<String> BEFORE_CONTAINER =
      and(
          BEFORE_ECS,
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN");

  /** The label that the EKS webhook gives to pods with container credentials. */
  private static final Map<String, String> POD_IDENTITY =
      Map.of("eks.amazonaws.com/pod-identity", "enabled");

  /** ECS's own link-local address, which SDKs know; there is none of IPv6. */
  private static final String ECS_HOST = "169.254.170.2";

  private final InjectionSettings settings;
  private final Endpoint node;
  private final Sidecar sidecar;

  public Planner(InjectionSettings settings) {
    this.settings = settings;
    this.node = settings.node().endpoint();
    this.sidecar = new Sidecar(settings);
  }

  /** Container credentials of the node's agent. */
  public InjectionPlan ofNode(Wishes wishes, OperatingSystem system) {
    return containerCredentials(wishes, node, system);
  }

  /** Container credentials of an agent beside the workload. */
  public InjectionPlan ofSidecar(Wishes wishes, String stsCa) {
    return containerCredentials(wishes, AgentEndpoint.LOOPBACK.endpoint(), OperatingSystem.LINUX)
        .with(sidecar(stsCa));
  }

  public InjectionPlan webIdentityOfSidecar(Optional<RoleArn> role, Wishes wishes, String stsCa) {
    return webIdentity(role, wishes, AgentEndpoint.LOOPBACK.endpoint(), OperatingSystem.LINUX)
        .with(sidecar(stsCa));
  }

  public InjectionPlan webIdentityOfNode(Optional<RoleArn> role, Wishes wishes) {
    return webIdentity(role, wishes, node, OperatingSystem.LINUX);
  }

  /** Without an agent, for there is none for Windows: SDKs ask sts itself. */
  public InjectionPlan webIdentityOfWindows(Optional<RoleArn> role, Wishes wishes) {
    return webIdentity(
        role, wishes, Endpoint.of(settings.agent().stsUrl()), OperatingSystem.WINDOWS);
  }

  /**
   * The variables of ECS's container agent.
   *
   * @param id the pod's credentials id
   */
  public InjectionPlan ecs(Wishes wishes, String id) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/" + id);
    variables.put("AWS_EXECUTION_ENV", "AWS_ECS_EC2");
    Map<String, String> ofContainers = new LinkedHashMap<>();
    ofContainers.put("ECS_CONTAINER_METADATA_URI_V4", "http://" + ECS_HOST + "/v4/" + id);
    ofContainers.put("ECS_CONTAINER_METADATA_URI", "http://" + ECS_HOST + "/v3/" + id);
    ofContainers.put("ECS_AGENT_URI", "http://" + ECS_HOST + "/api/" + id);
    return InjectionPlan.of(
        new Environment(
            groups(wishes, node, new VariableGroup(Rule.EACH, variables)),
            ofContainers,
            List.of(ECS_HOST, node.host()),
            BEFORE_ECS),
        Optional.empty());
  }

  private InjectionPlan containerCredentials(
      Wishes wishes, Endpoint agent, OperatingSystem system) {
    TokenVolume place = settings.containerCredentials();
    ProjectedToken token =
        new ProjectedToken(place, place.audiences().getFirst(), wishes.tokenLifetime());
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent.url() + "/v1/credentials");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", system.path(token.path()));
    return InjectionPlan.of(
            environment(
                wishes, agent, new VariableGroup(Rule.ALL_OR_NONE, variables), BEFORE_CONTAINER),
            Optional.of(token))
        .labelled(POD_IDENTITY);
  }

  /** A container may name the role itself where nothing names one for the pod. */
  private InjectionPlan webIdentity(
      Optional<RoleArn> role, Wishes wishes, Endpoint sts, OperatingSystem system) {
    TokenVolume place = settings.webIdentity();
    String audience = wishes.audience().orElse(place.audiences().getFirst());
    ProjectedToken token = new ProjectedToken(place, audience, wishes.tokenLifetime());
    Map<String, String> variables = new LinkedHashMap<>();
    role.ifPresent(arn -> variables.put("AWS_ROLE_ARN", arn.toString()));
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", system.path(token.path()));
    Rule rule = role.isPresent() ? Rule.ALL_OR_NONE : Rule.EACH;
    return InjectionPlan.of(
        environment(wishes, sts, new VariableGroup(rule, variables), BEFORE_WEB_IDENTITY),
        Optional.of(token));
  }

  private Environment environment(
      Wishes wishes, Endpoint endpoint, VariableGroup way, Set<String> rivals) {
    return new Environment(
        groups(wishes, endpoint, way), Map.of(), List.of(endpoint.host()), rivals);
  }

  /** In the EKS webhook's order; where sts is stands before the way to credentials. */
  private List<VariableGroup> groups(Wishes wishes, Endpoint endpoint, VariableGroup way) {
    List<VariableGroup> groups = new ArrayList<>();
    if (wishes.regionalSts()) {
      groups.add(new VariableGroup(Rule.EACH, Map.of(Environment.REGIONAL_STS, "regional")));
    }
    // Both: the SDK for Java heeds AWS_ENDPOINT_URL_STS only where AWS_REGION is set.
    Map<String, String> regions = new LinkedHashMap<>();
    Environment.REGIONS.forEach(name -> regions.put(name, settings.workloads().region()));
    groups.add(new VariableGroup(Rule.ALIKE, regions));
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put("AWS_ENDPOINT_URL_STS", endpoint.url());
    ours.putAll(endpoint.variables());
    groups.add(new VariableGroup(Rule.EACH, ours));
    groups.add(way);
    return groups;
  }

  private SidecarParts sidecar(String stsCa) {
    return new SidecarParts(sidecar.container(stsCa), sidecar.volumes());
  }

  private static Set<String> and(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
