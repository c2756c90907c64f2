package dev.rolecall.sts.http;

import java.util.concurrent.CompletionStage;

/** Answers whole requests on the event loop; may complete on any thread. */
@FunctionalInterface
public interface HttpEndpoint {
  CompletionStage<HttpAnswer> handle(HttpCall call);

  /**
   * What the call's sender proves himself by here, if it proves anything, and presents again with
   * each call: the very text, so that the limits know it again. Nothing of it is verified yet, and
   * what else is in the request may be another's. Empty where there is nothing of the kind.
   */
  default String credential(HttpCall call) {
    return "";
  }
}
