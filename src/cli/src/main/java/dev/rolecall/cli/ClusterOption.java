package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which cluster a command is about, if it is about one. */
final class ClusterOption {
  private static final int RETRIES = 2;

  @Option(names = "--cluster", description = "On a cluster: the one that kubectl would speak to.")
  private boolean cluster;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "On the cluster of this kubeconfig (default: $KUBECONFIG or ~/.kube/config).")
  private Optional<Path> kubeConfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "On the cluster of this context of the kubeconfig (default: the current one).")
  private Optional<String> context = Optional.empty();

  /** Whether the command is about a cluster. */
  boolean isChosen() {
    return cluster || kubeConfig.isPresent() || context.isPresent();
  }

  /** A client of that cluster; nothing is asked of it yet. */
  KubernetesClient connect() {
    Config config = config();
    context.ifPresent(name -> requireContext(name, config));
    // Somebody waits: a cluster that does not answer is told soon.
    config.setRequestRetryBackoffLimit(RETRIES);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The client library takes another context where there is none of this name. */
  private static void requireContext(String name, Config config) {
    NamedContext current = config.getCurrentContext();
    if (current == null || !name.equals(current.getName())) {
      throw new Failure(
          "there is no such context",
          name,
          "the kubeconfig has "
              + config.getContexts().stream()
                  .map(NamedContext::getName)
                  .collect(Collectors.joining(", ")),
          "name another with --context");
    }
  }

  private Config config() {
    if (kubeConfig.isEmpty()) {
      return Config.autoConfigure(context.orElse(null));
    }
    Path file = kubeConfig.get();
    try {
      return Config.fromKubeconfig(
          context.orElse(null), Files.readString(file), file.toAbsolutePath().toString());
    } catch (IOException | KubernetesClientException e) {
      throw Failure.of(
          "the kubeconfig cannot be read", file.toString(), e, "name another with --kubeconfig");
    }
  }
}
