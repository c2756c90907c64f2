package dev.rolecall.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs in the container of a pod. */
record PodShell(KubernetesClient client, String namespace, String pod) {
  private static final String TIMED_OUT_OR_REFUSED = "000";

  /**
   * An answer.
   *
   * @param status 0 where none came
   */
  record Answer(int status, String body) {}

  /** What it prints on standard output, whether it fails or not. */
  String run(List<String> command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch watch =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(Tenants.PROBE)
            .writingOutput(output)
            .exec(command.toArray(String[]::new))) {
      watch.exitCode().orTimeout(1, TimeUnit.MINUTES).join();
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  /** The value of a variable of the container's environment. */
  String variable(String name) {
    return run(List.of("printenv", name)).strip();
  }

  /**
   * @param headers {@code Name: value} each
   */
  Answer get(String url, String... headers) {
    return ask("GET", url, headers);
  }

  Answer put(String url, String... headers) {
    return ask("PUT", url, headers);
  }

  private Answer ask(String method, String url, String... headers) {
    List<String> command =
        new ArrayList<>(
            List.of("curl", "-s", "--max-time", "3", "-X", method, "-w", "\n%{http_code}"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add(url);
    String output = run(command).strip();
    int last = output.lastIndexOf('\n');
    String status = output.substring(last + 1);
    return new Answer(
        status.equals(TIMED_OUT_OR_REFUSED) ? 0 : Integer.parseInt(status),
        last < 0 ? "" : output.substring(0, last));
  }
}
