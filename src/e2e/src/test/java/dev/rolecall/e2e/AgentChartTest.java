package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentChartTest {
  private static final String AGENT = "rolecall-agent";
  private static final String TAINT = "rolecall.dev/guard-not-ready";

  @Test
  void serverHasNoCapability() {
    SecurityContext security = container(agent(Map.of()), "server").getSecurityContext();

    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getRunAsUser()).isEqualTo(65532);
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getPrivileged()).isNull();
  }

  @Test
  void guardHasNoMoreThanItsSettingsNeed() {
    for (Map<String, ?> values :
        List.of(Map.of("agent.guard.nodeImds", "none"), Map.of("agent.guard.nodeImdsUids[0]", 0))) {
      SecurityContext security = container(agent(values), "guard").getSecurityContext();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(security.getCapabilities().getAdd()).containsExactly("NET_ADMIN", "CHOWN");
      assertThat(security.getPrivileged()).isNull();
      assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    }
    assertThat(container(agent(Map.of()), "guard").getSecurityContext().getPrivileged())
        .as("to tell pods on the host's network from the node")
        .isTrue();
  }

  @Test
  void runsOnEveryNodeBeforeAllOthers() {
    PodSpec agent = agent(Map.of());

    assertThat(agent.getHostNetwork()).isTrue();
    assertThat(agent.getHostPID()).isNull();
    assertThat(agent.getPriorityClassName()).isEqualTo("system-node-critical");
    assertThat(agent.getTolerations())
        .singleElement()
        .satisfies(toleration -> {
          assertThat(toleration.getOperator()).isEqualTo("Exists");
          assertThat(toleration.getKey()).isNull();
        });
    assertThat(agent.getNodeSelector()).containsExactly(Map.entry("kubernetes.io/os", "linux"));
    assertThat(variable(container(agent, "server"), "ROLECALL_STS_URL"))
        .as("needs no DNS of the cluster")
        .isEqualTo("https://$(ROLECALL_STS_SERVICE_HOST):$(ROLECALL_STS_SERVICE_PORT)");
    assertThat(variable(operator(Map.of()), "ROLECALL_TLS_STS_NAMES"))
        .isEqualTo("$(ROLECALL_STS_SERVICE_HOST)");
  }

  @Test
  void onlyTheServerHasATokenWhichIsGoodForStsAlone() {
    RenderedChart chart = RenderedChart.byDefault();
    PodSpec agent = agent(Map.of());

    assertThat(agent.getAutomountServiceAccountToken()).isFalse();
    assertThat(agent.getVolumes().stream().filter(volume -> volume.getProjected() != null))
        .singleElement()
        .satisfies(volume ->
            assertThat(volume.getProjected().getSources())
                .singleElement()
                .satisfies(source ->
                    assertThat(source.getServiceAccountToken().getAudience())
                        .isEqualTo("agent.rolecall.dev")));
    assertThat(mounts(container(agent, "guard"))).doesNotContain("token");
    assertThat(agent.getServiceAccountName()).isEqualTo(AGENT);
    assertThat(
            variable(
                chart
                    .one(Deployment.class, "rolecall-sts")
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst(),
                "ROLECALL_AGENTS_SERVICE_ACCOUNT"))
        .isEqualTo("rolecall-system/rolecall-agent");
    assertThat(
            Stream.concat(
                chart.all(ClusterRoleBinding.class).flatMap(it -> it.getSubjects().stream()),
                chart.all(RoleBinding.class).flatMap(it -> it.getSubjects().stream())))
        .as("it has no rights in the API")
        .isNotEmpty()
        .noneSatisfy(subject -> assertThat(subject.getName()).isEqualTo(AGENT));
  }

  @Test
  void mountsNoMoreOfTheNodeThanItNeeds() {
    PodSpec agent = agent(Map.of("agent.bootUnit.enabled", false));

    assertThat(
            agent.getVolumes().stream()
                .filter(volume -> volume.getHostPath() != null)
                .map(volume -> volume.getHostPath().getPath()))
        .containsExactlyInAnyOrder("/run/rolecall", "/var/lib/cni", "/sys/fs/cgroup");
    assertThat(writable(container(agent, "guard"))).containsExactly("run");
    assertThat(writable(container(agent, "server"))).containsExactly("run", "tmp");
    assertThat(agent.getInitContainers()).isEmpty();
  }

  @Test
  void bootUnitIsInstalledBeforeTheGuardRuns() {
    PodSpec agent = agent(Map.of());

    assertThat(agent.getInitContainers())
        .singleElement()
        .satisfies(container -> {
          assertThat(container.getArgs())
              .containsExactly("guard", "install", "--host-root", "/host");
          assertThat(writable(container)).containsExactly("run", "boot-rules", "boot-units");
        });
    assertThat(agent.getVolumes().stream().map(Volume::getHostPath))
        .as("not the whole node")
        .noneMatch(path -> path != null && path.getPath().equals("/"));
  }

  @Test
  void isProbedWhereNoPodAsks() {
    Container server = container(agent(Map.of()), "server");

    assertThat(
            Stream.of(
                    server.getReadinessProbe(), server.getLivenessProbe(), server.getStartupProbe())
                .map(Probe::getHttpGet))
        .extracting(HTTPGetAction::getHost)
        .containsOnly("127.0.0.1");
    assertThat(server.getPorts()).isEmpty();
  }

  @Test
  void observingIsAskedOfTheGuard() {
    assertThat(container(agent(Map.of()), "guard").getArgs()).containsExactly("guard", "run");
    assertThat(container(agent(Map.of("agent.observe", true)), "guard").getArgs())
        .containsExactly("guard", "run", "--observe");
  }

  @Test
  void operatorTaintsTheNodesThatTheAgentIsFor() {
    Map<String, ?> values = Map.of("agent.nodeSelector.kubernetes\\.io/arch", "amd64");

    assertThat(variable(operator(values), "ROLECALL_NODE_TAINT_ENABLED")).isEqualTo("true");
    assertThat(variable(operator(values), "ROLECALL_NODE_TAINT_NODES"))
        .isEqualTo("kubernetes.io/arch=amd64,kubernetes.io/os=linux");
    assertThat(nodeVerbs(values)).containsExactly("get", "list", "watch", "patch");
  }

  @Test
  void nobodyTaintsNodesWhereNothingWouldLiftTheTaint() {
    for (String value : List.of("agent.enabled=false", "agent.uninstall=true")) {
      String[] pair = value.split("=", 2);
      Map<String, ?> values = Map.of(pair[0], Boolean.parseBoolean(pair[1]));
      assertThat(operator(values).getEnv())
          .as(value)
          .extracting(EnvVar::getName)
          .doesNotContain("ROLECALL_NODE_TAINT_ENABLED");
      assertThat(nodeVerbs(values)).as(value).doesNotContain("patch");
    }
    assertThat(nodeVerbs(Map.of("operator.nodeTaint.enabled", false))).doesNotContain("patch");
  }

  @Test
  void controlPlaneComesToTaintedNodes() {
    assertThat(RenderedChart.byDefault().all(Deployment.class))
        .hasSize(2)
        .allSatisfy(deployment ->
            assertThat(deployment.getSpec().getTemplate().getSpec().getTolerations())
                .singleElement()
                .satisfies(toleration -> assertThat(toleration.getKey()).isEqualTo(TAINT)));
  }

  @Test
  void rulesGoOnlyWhereThatIsAsked() {
    PodSpec agent = agent(Map.of("agent.uninstall", true));

    assertThat(agent.getInitContainers())
        .singleElement()
        .satisfies(container ->
            assertThat(container.getArgs())
                .containsExactly("guard", "uninstall", "--host-root", "/host"));
    assertThat(agent.getContainers()).extracting(Container::getName).containsExactly("clean");
    assertThat(RenderedChart.byDefault().manifests()).doesNotContain("guard, uninstall");
  }

  @Test
  void valuesThatCannotBeAreRefused() {
    Map.of(
            "agent.guard.nodeImds", "perhaps",
            "agent.imds.hopLimit", 0,
            "agent.env.PATH", "/tmp",
            "agent.guards", true,
            "agent.stsUrl", "http://sts")
        .forEach((name, value) ->
            assertThatThrownBy(() -> RenderedChart.with(Map.of(name, value)))
                .as(name)
                .hasMessageContaining(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static PodSpec agent(Map<String, ?> values) {
    return RenderedChart.with(values).one(DaemonSet.class, AGENT).getSpec().getTemplate().getSpec();
  }

  private static Container operator(Map<String, ?> values) {
    return RenderedChart.with(values)
        .one(Deployment.class, "rolecall-operator")
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static List<String> nodeVerbs(Map<String, ?> values) {
    return RenderedChart.with(values)
        .one(ClusterRole.class, "rolecall-operator")
        .getRules()
        .stream()
        .filter(rule -> rule.getResources() != null && rule.getResources().contains("nodes"))
        .flatMap(rule -> rule.getVerbs().stream())
        .toList();
  }

  private static Container container(PodSpec pod, String name) {
    return pod.getContainers().stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String variable(Container container, String name) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }

  private static List<String> mounts(Container container) {
    return container.getVolumeMounts().stream().map(mount -> mount.getName()).toList();
  }

  private static List<String> writable(Container container) {
    return container.getVolumeMounts().stream()
        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .map(mount -> mount.getName())
        .toList();
  }
}
