package dev.rolecall.bench.workload;

import java.util.List;
import java.util.stream.Stream;

/**
 * All policies that bear on the requests of a benchmark.
 *
 * @param identity of the caller's role
 * @param boundary the role's permissions boundary
 * @param session the session policy
 * @param scps three levels, the root first
 * @param resource the policy of the bucket {@link Question#SHARED_BUCKET}
 */
public record RuleSet(
    List<Rule> identity,
    List<Rule> boundary,
    List<Rule> session,
    List<List<Rule>> scps,
    List<Rule> resource) {
  public Stream<Rule> all() {
    return Stream.of(
            identity, boundary, session, scps.stream().flatMap(List::stream).toList(), resource)
        .flatMap(List::stream);
  }
}
