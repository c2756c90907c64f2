package dev.rolecall.operator;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.identity.Audiences;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.AgentSettings;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.TokenVolume;
import dev.rolecall.operator.injection.plan.WorkloadSettings;
import io.fabric8.kubernetes.client.VersionInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The settings of injection, out of the configuration. */
final class ConfiguredInjection {
  private static final int FIRST_WITH_READABLE_TOKENS = 19;
  private static final int FIRST_WITH_NATIVE_SIDECARS = 29;

  private ConfiguredInjection() {}

  /**
   * @param config good by {@link #problems}
   * @param server the API server's version
   */
  static InjectionSettings settings(OperatorConfig config, VersionInfo server) {
    OperatorConfig.Webhook webhook = config.webhook();
    return new InjectionSettings(
        new WorkloadSettings(
            config.region(),
            config.injection().stsRegionalEndpoints(),
            webhook.tokenLifetime(),
            config.injection().annotationPrefix()),
        containerCredentials(config.containerCredentials()),
        webIdentity(config.webIdentity()),
        AgentEndpoint.ofNode(webhook.nodeEndpoint()).orElseThrow(),
        new ServerFeatures(nativeSidecars(config, server), has(server, FIRST_WITH_READABLE_TOKENS)),
        agent(config));
  }

  /** Whether init containers may go on beside the others. */
  static boolean nativeSidecars(OperatorConfig config, VersionInfo server) {
    return config
        .webhook()
        .nativeSidecars()
        .orElseGet(() -> has(server, FIRST_WITH_NATIVE_SIDECARS));
  }

  /** Sentences about settings that would fail later, or be dangerous. */
  static List<String> problems(OperatorConfig config) {
    List<String> problems = new ArrayList<>();
    try {
      new EksPrefix(config.injection().annotationPrefix());
    } catch (IllegalArgumentException e) {
      problems.add("rolecall.injection.annotation-prefix: " + e.getMessage());
    }
    TokenVolume container = containerCredentials(config.containerCredentials());
    TokenVolume web = webIdentity(config.webIdentity());
    place("rolecall.container-credentials", container, problems);
    place("rolecall.web-identity", web, problems);
    if (container.name().equals(web.name()) || container.mountPath().equals(web.mountPath())) {
      problems.add(
          "rolecall.container-credentials and rolecall.web-identity share a volume's name or a"
              + " mount path");
    }
    try {
      Audiences.of(container.audiences(), web.audiences());
    } catch (IllegalArgumentException e) {
      problems.add(
          "rolecall.web-identity.audiences, rolecall.container-credentials.audiences: "
              + e.getMessage());
    }
    return problems;
  }

  private static void place(String property, TokenVolume volume, List<String> problems) {
    if (!volume.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      problems.add(property + ".volume-name is '" + volume.name() + "', which is no volume's name");
    }
    if (!volume.mountPath().matches("(/[A-Za-z0-9][A-Za-z0-9._-]*)+")) {
      problems.add(
          property + ".mount-path is '" + volume.mountPath() + "', which is no absolute path");
    }
    if (!volume.file().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      problems.add(property + ".token-file is '" + volume.file() + "', which is no file's name");
    }
  }

  private static TokenVolume containerCredentials(OperatorConfig.ContainerCredentials config) {
    return new TokenVolume(
        config.volumeName(), config.mountPath(), config.tokenFile(), config.audiences());
  }

  private static TokenVolume webIdentity(OperatorConfig.WebIdentity config) {
    return new TokenVolume(
        config.volumeName(), config.mountPath(), config.tokenFile(), config.audiences());
  }

  private static AgentSettings agent(OperatorConfig config) {
    OperatorConfig.Webhook webhook = config.webhook();
    return new AgentSettings(
        URI.create(
            webhook.stsUrl().orElse("https://rolecall-sts." + config.systemNamespace() + ".svc")),
        config.cluster().name(),
        webhook.agentImage(),
        webhook.agentCommand().orElse(List.of()),
        webhook.agentHealthCommand().orElseGet(() -> healthCommand(webhook)),
        new AgentSettings.Resources(
            webhook.agentCpu(), webhook.agentCpuLimit(), webhook.agentMemory()));
  }

  private static List<String> healthCommand(OperatorConfig.Webhook webhook) {
    return webhook.agentCommand().stream()
        .flatMap(command -> Stream.concat(command.stream(), Stream.of("--health")))
        .toList();
  }

  /** Whether the server is of this minor version, or a later one. */
  private static boolean has(VersionInfo server, int minor) {
    return number(server.getMajor()) > 1 || number(server.getMinor()) >= minor;
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("[^0-9]", ""));
  }
}
