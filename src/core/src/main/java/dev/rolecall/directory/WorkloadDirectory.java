package dev.rolecall.directory;

import dev.rolecall.identity.Workload;

/** The cluster's pods. Look-ups never block. */
public interface WorkloadDirectory {
  /** What is known of the pod with this UID. */
  Lookup find(String podUid);

  /** What became of a look-up. */
  sealed interface Lookup {
    /** The pod lives: not finished, and at most 60 s past its deletion. */
    record Living(Workload workload) implements Lookup {}

    /** The pod was there and is finished or deleted, or is none that is served. */
    record Gone(String reason) implements Lookup {}

    /** It or its service account was never seen: new and not here yet, or gone long ago. */
    record Unknown() implements Lookup {}
  }
}
