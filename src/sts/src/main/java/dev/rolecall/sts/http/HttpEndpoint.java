package dev.rolecall.sts.http;

import java.util.concurrent.CompletionStage;

/** Answers whole requests on the event loop; may complete on any thread. */
@FunctionalInterface
public interface HttpEndpoint {
  CompletionStage<HttpAnswer> handle(HttpCall call);
}
