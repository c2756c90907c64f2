package dev.rolecall.cli;

import dev.rolecall.cli.local.ChildProgram;
import dev.rolecall.cli.local.LocalPod;
import dev.rolecall.cli.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** What {@code rolecall up} prints when all is ready. */
final class UpGreeting {
  private UpGreeting() {}

  static String of(ChildProgram sts, ChildProgram agent, StateFolder state, List<LocalPod> pods) {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add("ready");
    lines.add("# sts    " + sts.address() + "  log " + sts.log());
    lines.add("# agent  " + agent.address() + "  log " + agent.log());
    lines.add("# Ctrl-C stops both.");
    if (pods.isEmpty()) {
      lines.add("# The manifests have no Pod; './rolecall token --help' shows how to get a token.");
      return lines.toString();
    }
    lines.add("# Paste this into another shell to be the pod " + pods.getFirst().name() + ":");
    lines.add("export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1");
    lines.add("export AWS_STS_REGIONAL_ENDPOINTS=regional AWS_ENDPOINT_URL_STS=" + agent.address());
    lines.add("export AWS_CONTAINER_CREDENTIALS_FULL_URI=" + agent.address() + "/v1/credentials");
    lines.add(tokenExport(state, pods.getFirst()));
    pods.stream()
        .skip(1)
        .forEach(pod -> {
          lines.add("# or to be " + pod.name() + ":");
          lines.add("# " + tokenExport(state, pod));
        });
    return lines.toString();
  }

  private static String tokenExport(StateFolder state, LocalPod pod) {
    Path token =
        state
            .file("pods")
            .resolve(pod.pod().namespace())
            .resolve(pod.pod().name())
            .resolve("eks-pod-identity-token");
    return "export AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=" + quoted(token.toString());
  }

  /** For a POSIX shell, with quotes only where they are needed. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./@%+=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
