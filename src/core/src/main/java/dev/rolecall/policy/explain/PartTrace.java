package dev.rolecall.policy.explain;

import java.util.List;

/**
 * Whether a statement's principal, action or resource fits.
 *
 * @param element as policies write it, {@code NotAction}
 * @param entries its entries, as the policy has them
 * @param why a sentence for people, without its full stop
 */
public record PartTrace(Part part, String element, List<String> entries, boolean fits, String why) {
  public PartTrace {
    entries = List.copyOf(entries);
  }

  /** What a statement asks besides its conditions. */
  public enum Part {
    RESOURCE(1_000),
    PRINCIPAL(2_000),
    ACTION(4_000);

    private final int distance;

    Part(int distance) {
      this.distance = distance;
    }

    int distance() {
      return distance;
    }
  }
}
