package dev.rolecall.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Kubernetes cluster that belongs to a test. */
interface TestCluster extends AutoCloseable {
  String PROGRAMS = "/opt/rolecall";

  /** An administrator's kubeconfig. */
  String kubeconfig();

  /** Where an image made by {@link #load} has its {@code java}. */
  String java();

  /**
   * Makes an image with a Java runtime, curl and {@code programs} as its {@value #PROGRAMS}, for
   * pods of tests, and gives it to the node.
   *
   * @return the image
   */
  String load(Path programs) throws IOException, InterruptedException;

  /** Gives an image of an archive to the node. */
  void importImage(Path archive) throws IOException, InterruptedException;

  /** Runs {@code kubectl apply -f} as an administrator. */
  void apply(Path manifest) throws IOException, InterruptedException;

  /** Values of the chart that its node needs for the agent. */
  Map<String, ?> agentValues();

  /**
   * Runs a program on the node, as root and outside of every container.
   *
   * @return what it prints on standard output
   * @throws IOException where it fails
   */
  String run(String... command) throws IOException, InterruptedException;

  /** Takes off whatever rules of a guard an earlier test left. */
  void removeGuard() throws IOException, InterruptedException;

  @Override
  void close() throws IOException, InterruptedException;
}
