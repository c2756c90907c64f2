package dev.rolecall.agent.endpoint;

import dev.rolecall.agent.credentials.TimeLimit;
import dev.rolecall.agent.credentials.Timers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers in time, whatever holds the endpoint behind it up: the SDKs wait for one second (Java v2,
 * JavaScript v3), and the way to the pod takes some of it.
 */
public final class TimelyEndpoint implements Endpoint {
  public static final Duration LONGEST = Duration.ofMillis(760);

  private final Endpoint endpoint;
  private final TimeLimit inTime;
  private final Supplier<EndpointAnswer> late;

  /**
   * @param late what to say when the time is over: that it is worth asking again
   */
  public TimelyEndpoint(Endpoint endpoint, Timers timers, Supplier<EndpointAnswer> late) {
    this.endpoint = endpoint;
    this.inTime = new TimeLimit(timers, LONGEST);
    this.late = late;
  }

  @Override
  public CompletionStage<EndpointAnswer> answer(EndpointRequest request) {
    return inTime.apply(endpoint.answer(request), late);
  }
}
