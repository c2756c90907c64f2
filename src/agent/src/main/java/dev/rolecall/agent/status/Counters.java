package dev.rolecall.agent.status;

import dev.rolecall.agent.credentials.CredentialAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What has happened since the start. Lives on one event loop. */
public final class Counters {
  private static final int STATUSES = 600;

  private final Map<String, long[]> responses = new HashMap<>();

  /** By endpoint and code, which are the agent's own words: there are few. */
  private final Map<String, Map<String, Long>> refusals = new TreeMap<>();

  private final Map<String, Long> fetches = new TreeMap<>();
  private final Map<String, Durations> durations = new TreeMap<>();
  private final Durations fetching = new Durations();

  /**
   * A request was answered.
   *
   * @param nanos since its head was there
   */
  public void answered(String endpoint, int status, long nanos) {
    durations.computeIfAbsent(endpoint, first -> new Durations()).add(nanos);
    if (status >= 0 && status < STATUSES) {
      responses.computeIfAbsent(endpoint, first -> new long[STATUSES])[status]++;
    }
  }

  /** A request was refused by the agent itself. */
  public void refused(String endpoint, String code) {
    refusals.computeIfAbsent(endpoint, first -> new TreeMap<>()).merge(code, 1L, Long::sum);
  }

  /**
   * sts answered, or did not.
   *
   * @param nanos since it was asked, with all that was tried again
   */
  public void fetched(CredentialAnswer answer, long nanos) {
    fetching.add(nanos);
    String result =
        switch (answer) {
          case CredentialAnswer.Granted granted -> "granted";
          case CredentialAnswer.Refused refused -> "refused";
          case CredentialAnswer.Unavailable unavailable -> "unavailable";
        };
    fetches.merge(result, 1L, Long::sum);
  }

  void write(MetricsText text) {
    new TreeMap<>(responses)
        .forEach((endpoint, statuses) -> {
          for (int status = 0; status < STATUSES; status++) {
            if (statuses[status] > 0) {
              text.counter(
                  "rolecall_agent_responses_total",
                  "Answers by endpoint and HTTP status.",
                  Map.of("endpoint", endpoint, "status", Integer.toString(status)),
                  statuses[status]);
            }
          }
        });
    refusals.forEach((endpoint, codes) ->
        codes.forEach((code, count) ->
            text.counter(
                "rolecall_agent_refusals_total",
                "Requests that the agent itself refused, by endpoint and reason.",
                Map.of("endpoint", endpoint, "code", code),
                count)));
    fetches.forEach((result, count) ->
        text.counter(
            "rolecall_agent_fetches_total",
            "Credentials that sts was asked for, by what it said.",
            Map.of("result", result),
            count));
    durations.forEach((endpoint, took) ->
        took.write(
            text,
            "rolecall_agent_request_duration_seconds",
            "From a request's head to its answer.",
            Map.of("endpoint", endpoint)));
    fetching.write(
        text,
        "rolecall_agent_fetch_duration_seconds",
        "How long sts took to give credentials, with what was tried again.",
        Map.of());
  }
}
