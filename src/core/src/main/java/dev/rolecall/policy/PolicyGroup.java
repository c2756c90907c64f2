package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import java.util.List;

/**
 * The documents of one layer and, where it has levels, of one level: one of them must allow.
 *
 * @param layer {@link Layer#RESOURCE} for trust policies too
 * @param bit its own among the groups that are compiled together, or those of several
 */
record PolicyGroup(Layer layer, long bit) {
  /** As many groups as can be compiled together. */
  static final int MOST = Long.SIZE;

  /** In which order denials are named. */
  private static final List<Layer> ORDER =
      List.of(Layer.RCP, Layer.SCP, Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION, Layer.RESOURCE);

  /** Where a layer stands among those whose denials are named. */
  static int rank(Layer layer) {
    return ORDER.indexOf(layer);
  }
}
