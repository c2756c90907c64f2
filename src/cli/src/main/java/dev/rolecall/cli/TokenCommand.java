package dev.rolecall.cli;

import dev.rolecall.cli.state.NameUid;
import dev.rolecall.cli.state.TokenRequest;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolecall token}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a token of the embedded issuer, as a pod would get it from its cluster.",
      "The token alone goes to standard output; with a line break only on a terminal, since SDKs refuse token files that end in one."
    },
    footer = {
      "",
      "Examples:",
      "  # for aws sts assume-role-with-web-identity",
      "  ./rolecall token --namespace globex --service-account invoices",
      "  # for AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
      "  ./rolecall token --namespace acme --service-account reports --pod reports-0 \\",
      "      --audience pods.eks.amazonaws.com --expires-in 10m > token"
    })
final class TokenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StateOption state;

  @Option(
      names = "--namespace",
      required = true,
      paramLabel = "NS",
      converter = NameConverter.class,
      description = "The namespace.")
  private String namespace;

  @Option(
      names = "--service-account",
      required = true,
      paramLabel = "SA",
      converter = NameConverter.class,
      description = "The service account that the token is for.")
  private String serviceAccount;

  @Option(
      names = "--pod",
      paramLabel = "POD",
      converter = NameConverter.class,
      description =
          "Bind the token to this pod of the namespace: it is good only while the manifests have the pod.")
  private Optional<String> pod = Optional.empty();

  @Option(
      names = "--pod-uid",
      paramLabel = "UID",
      description = "The pod's UID, where its manifest sets one.")
  private Optional<String> podUid = Optional.empty();

  @Option(
      names = "--audience",
      paramLabel = "AUD",
      defaultValue = "sts.amazonaws.com",
      description = "The audience (default: ${DEFAULT-VALUE}, for web identity).")
  private String audience;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How long it is good: 90s, 10m, 1h, PT1H (default: ${DEFAULT-VALUE}).")
  private Duration lifetime;

  @Override
  public Integer call() {
    if (podUid.isPresent() && pod.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--pod-uid needs --pod");
    }
    if (audience.isBlank() || podUid.filter(String::isBlank).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--audience and --pod-uid must have a text");
    }
    ServiceAccountRef account = new ServiceAccountRef(namespace, serviceAccount);
    String token =
        state
            .open(Clock.systemUTC())
            .issuer()
            .sign(new TokenRequest(account, pod.map(this::ref), audience, lifetime));
    spec.commandLine().getOut().print(Terminal.isOutput() ? token + System.lineSeparator() : token);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private PodRef ref(String name) {
    return new PodRef(
        namespace, name, podUid.orElseGet(() -> NameUid.of("pod", namespace + "/" + name)));
  }
}
