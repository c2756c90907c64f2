package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How one pod goes and another gets its address; each step is done once. */
public final class Succession {
  private enum State {
    DOOMED_LIVES,
    ADDRESS_REUSED,
    CLUSTER_KNOWS
  }

  private final Stage stage;
  private final Defence defence;
  private State state = State.DOOMED_LIVES;

  Succession(Stage stage, Defence defence) {
    this.stage = stage;
    this.defence = defence;
  }

  /**
   * The doomed pod goes and the newcomer has its address, as the node sees it; the cluster's events
   * are late: sts knows nothing yet.
   */
  public Pod reuseAddress() throws IOException {
    if (state == State.DOOMED_LIVES) {
      stage.leave(Cast.DOOMED);
      defence.detached(Cast.DOOMED);
      stage.enter(Cast.NEWCOMER);
      defence.attached(Cast.NEWCOMER, stage.attachment(Cast.NEWCOMER));
      state = State.ADDRESS_REUSED;
    }
    return Cast.NEWCOMER;
  }

  /** The events have arrived. */
  public Pod tellCluster() throws IOException {
    reuseAddress();
    if (state == State.ADDRESS_REUSED) {
      List<Pod> pods = new ArrayList<>(Cast.ALL);
      pods.remove(Cast.DOOMED);
      pods.add(Cast.NEWCOMER);
      defence.tell(pods);
      state = State.CLUSTER_KNOWS;
    }
    return Cast.NEWCOMER;
  }
}
