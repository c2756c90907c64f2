package dev.rolecall.isolation.cluster;

import dev.rolecall.isolation.cluster.Pod.Ways;
import java.util.List;

/** Who takes part. */
public final class Cast {
  /** The node that is attacked. */
  public static final String NODE = "node-1";

  private static final String OTHER_NODE = "node-2";

  /** Whom the attacks are aimed at. */
  public static final Pod VICTIM = Pod.of("victim", 2, NODE, Ways.METADATA);

  /** Who attacks, with all capabilities in its own namespace; an honest tenant by its manifests. */
  public static final Pod ATTACKER = Pod.of("attacker", 3, NODE, Ways.METADATA);

  /** A pod whose account opens no way without a token. */
  public static final Pod QUIET = Pod.of("quiet", 4, NODE, Ways.TOKEN);

  /** A pod that goes while the attacks run. */
  public static final Pod DOOMED = Pod.of("doomed", 5, NODE, Ways.METADATA);

  /** A pod of another node. */
  public static final Pod ELSEWHERE = Pod.of("elsewhere", 6, OTHER_NODE, Ways.METADATA);

  /** A pod on the host's network. */
  public static final Pod ON_HOST = Pod.of("onhost", 7, NODE, Ways.HOST);

  /** A pod on the host's network whose account does not let it have credentials there. */
  public static final Pod ON_HOST_REFUSED = Pod.of("onhostrefused", 8, NODE, Ways.HOST_REFUSED);

  /** A pod that has finished, whose address another pod has now: the attacker. */
  public static final Pod FINISHED = Pod.of("finished", ATTACKER.place(), Ways.FINISHED);

  /** A pod that comes later and gets the doomed pod's address. */
  public static final Pod NEWCOMER = Pod.of("newcomer", DOOMED.place(), Ways.METADATA);

  /** All that are there from the beginning. */
  public static final List<Pod> ALL =
      List.of(VICTIM, ATTACKER, QUIET, DOOMED, ELSEWHERE, ON_HOST, ON_HOST_REFUSED, FINISHED);

  private Cast() {}

  /** Those with a namespace of their own on the attacked node. */
  public static List<Pod> onNode() {
    return ALL.stream().filter(pod -> pod.node().equals(NODE) && pod.hasNamespace()).toList();
  }
}
