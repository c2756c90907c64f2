package dev.rolecall.directory.association;

import java.util.List;

/** The associations of one workload. */
public sealed interface Matches {
  /**
   * All of them.
   *
   * @param associations by name
   */
  record Found(List<Association> associations) implements Matches {
    public Found {
      associations = List.copyOf(associations);
    }
  }

  /**
   * So many that nobody works them out: what they say together is not known.
   *
   * @param reason a sentence that says how many there may be
   */
  record TooMany(String reason) implements Matches {}
}
