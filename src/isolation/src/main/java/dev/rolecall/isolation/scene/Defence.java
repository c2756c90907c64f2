package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.rig.Attachment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What stands between the pods and what is not theirs. */
public interface Defence extends AutoCloseable {
  /** Whether attacks must be blocked. */
  boolean isGuarded();

  /** The node learns of a pod's sandbox, as by the CNI. */
  void attached(Pod pod, Attachment attachment) throws IOException;

  /** The sandbox is gone. */
  void detached(Pod pod) throws IOException;

  /** Starts all of it and waits until it is ready. */
  void stand() throws IOException;

  /** The cluster has other pods now; waits until sts knows. */
  void tell(Collection<Pod> pods) throws IOException;

  /** Ends the server that pods ask, without asking it. */
  void killServer();

  /** Ends it as an upgrade does. */
  void stopServer();

  /** Starts it again and waits until it is ready. */
  void startServer();

  /** Ends the guard without asking it. */
  void killGuard();

  /** Starts it again. */
  void startGuard();

  /**
   * Everything of it is gone, as after the node was started again, and before the kubelet starts
   * what the boot unit sets is set.
   */
  void reboot();

  /** Where secrets of its programs might be found. */
  List<Path> folders();

  /** What nobody else may read, by what it is called. */
  Map<String, String> secrets();

  /** What was counted of refusals up to now. */
  Told told();

  /** What was counted and is in no audit line yet. */
  List<String> notAudited();

  @Override
  void close();
}
