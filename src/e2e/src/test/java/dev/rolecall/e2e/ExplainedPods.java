package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pods as the command {@code rolecall explain pod} explains them. */
record ExplainedPods(TestCluster cluster) {
  void isRight(String namespace, String pod) throws IOException, InterruptedException {
    assertThat(explain(namespace, pod, 0))
        .contains(
            "Pod %s/%s: nothing is wrong with its credentials.".formatted(namespace, pod),
            "it was injected in the mode node",
            "has no taint of Rolecall's")
        .doesNotContain("unseen", "assumed to be the default");
  }

  /**
   * @param first what is said first
   */
  void isWrong(String namespace, String pod, String first)
      throws IOException, InterruptedException {
    assertThat(explain(namespace, pod, 1).lines().findFirst().orElse(""))
        .startsWith("Pod %s/%s: the first thing that is wrong: ".formatted(namespace, pod))
        .contains(first);
  }

  private String explain(String namespace, String pod, int code)
      throws IOException, InterruptedException {
    Path kubeconfig = Files.createTempFile("admin", ".kubeconfig");
    try {
      Files.writeString(kubeconfig, cluster.kubeconfig());
      Command ended =
          Command.end(
              RolecallCommand.of(
                  List.of(
                      "explain",
                      "pod",
                      namespace + "/" + pod,
                      "--kubeconfig",
                      kubeconfig.toString())));
      assertThat(ended.code()).as(ended.output() + ended.errors()).isEqualTo(code);
      return ended.output();
    } finally {
      Files.delete(kubeconfig);
    }
  }
}
