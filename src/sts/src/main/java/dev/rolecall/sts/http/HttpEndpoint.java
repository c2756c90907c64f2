package dev.rolecall.sts.http;

import dev.rolecall.sts.limit.Credential;
import java.util.concurrent.CompletionStage;

/** Answers whole requests on the event loop; may complete on any thread. */
@FunctionalInterface
public interface HttpEndpoint {
  CompletionStage<HttpAnswer> handle(HttpCall call);

  /**
   * What the call's sender proves himself by here, so that the limits know it again. Nothing of it
   * is verified yet, and what else is in the request may be another's.
   */
  default Credential credential(HttpCall call) {
    return Credential.NONE;
  }
}
