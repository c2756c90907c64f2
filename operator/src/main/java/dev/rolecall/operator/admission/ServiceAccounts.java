package dev.rolecall.operator.admission;

import dev.rolecall.identity.ServiceAccountRef;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Annotations of service accounts. */
@FunctionalInterface
public interface ServiceAccounts {
  /** Never completes exceptionally, and within about a second. */
  CompletionStage<Lookup> find(ServiceAccountRef serviceAccount);

  /** What became of a look-up. */
  sealed interface Lookup {
    record Found(Map<String, String> annotations) implements Lookup {
      public Found {
        annotations = Map.copyOf(annotations);
      }
    }

    record Missing() implements Lookup {}

    /** The API server could not be asked. */
    record Unavailable(String reason) implements Lookup {}
  }
}
