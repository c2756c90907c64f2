package dev.rolecall.agent.endpoint;

import java.util.concurrent.CompletionStage;

/** Answers requests. The listener has seen to the Host header, the framing and the limits. */
@FunctionalInterface
public interface Endpoint {
  /** What to answer: within 800 ms, and never exceptionally. */
  CompletionStage<EndpointAnswer> answer(EndpointRequest request);
}
