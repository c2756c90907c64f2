package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.live.PodView;
import dev.rolecall.cli.pod.Walk;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolecall explain pod}. */
@Command(
    name = "pod",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Walks the whole way of a pod's credentials on a cluster, with the rights of your kubeconfig, and says the first thing that is wrong and how to mend it.",
      "It reads, and writes nothing; what you may not read is said and never guessed.",
      "Exit code 0 where nothing is wrong, 1 where something is, 2 for wrong use and for a pod that cannot be read."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall explain pod acme/reports-0",
      "  ./rolecall explain pod reports-0 -n acme --context production --format json"
    })
final class ExplainPodCommand implements Callable<Integer> {
  /** Names of namespaces and pods (RFC 1123 subdomain). */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");

  private static final String DEFAULT_NAMESPACE = "default";

  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;

  @Parameters(
      paramLabel = "NS/NAME",
      description = "The pod; its name alone means the namespace of -n or of the context.")
  private String pod;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      converter = NameConverter.class,
      description = "The pod's namespace.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--system-namespace",
      paramLabel = "NS",
      defaultValue = "rolecall-system",
      converter = NameConverter.class,
      description = "Where Rolecall is installed on the cluster (default: ${DEFAULT-VALUE}).")
  private String systemNamespace;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private Format format;

  private enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() {
    Optional<String> named = inName();
    if (named.isPresent() && namespace.isPresent() && !named.equals(namespace)) {
      throw wrong("the namespace is named twice: " + named.get() + " and " + namespace.get());
    }
    String name = checked(pod.substring(pod.indexOf('/') + 1));
    Walk walk;
    try (KubernetesClient client = cluster.connect()) {
      String place =
          named
              .or(() -> namespace)
              .or(() -> Optional.ofNullable(client.getNamespace()))
              .orElse(DEFAULT_NAMESPACE);
      walk = Walk.of(PodView.read(client, systemNamespace, place, name), Clock.systemUTC());
    } catch (Failure failure) {
      // Exit code 1 says that something is wrong with the pod, and here nothing was seen of it.
      spec.commandLine().getErr().println(Endings.report(failure));
      return ExitCode.USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> walk.text();
          case JSON -> walk.json();
        });
    out.flush();
    return walk.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The namespace before the slash, where there is one. */
  private Optional<String> inName() {
    int slash = pod.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(checked(pod.substring(0, slash)));
  }

  private String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw wrong("name the pod as NAMESPACE/NAME");
    }
    return name;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
