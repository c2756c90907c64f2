package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What requests of S3 would do. */
final class S3Mapping implements RequestMapping {
  private final S3Hosts hosts;
  private final Buckets buckets;

  S3Mapping(S3Hosts hosts, Buckets buckets) {
    this.hosts = hosts;
    this.buckets = buckets;
  }

  @Override
  public List<Operation> map(OriginalRequest request) throws UnmappedException {
    ForeignHeaders.refuse(request);
    S3Target target = hosts.target(request);
    RequestQuery query = RequestQuery.parse(request.query());
    Set<String> actions = new LinkedHashSet<>(S3Rules.actions(target, request.method(), query));
    actions.addAll(S3HeaderActions.of(request, target));
    Map<String, RequestContext.Entry> context = S3Context.of(request, query);
    List<Operation> operations = new ArrayList<>();
    for (String action : actions) {
      operations.add(operation(action, target, context));
    }
    Optional<CopySource> copy = CopySource.of(request, query, hosts);
    if (copy.isPresent()) {
      operations.add(operation(copy.get().action(), copy.get().source(), context));
    }
    return operations;
  }

  private Operation operation(
      String action, S3Target target, Map<String, RequestContext.Entry> request)
      throws UnmappedException {
    Buckets.Entry bucket = buckets.find(target.bucket());
    if (target.arn().length() > Operation.LONGEST_RESOURCE) {
      throw new UnmappedException("the key is too long");
    }
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>(request);
    context.put(
        "s3:ResourceAccount", new RequestContext.Entry(List.of(bucket.account().value()), false));
    return new Operation(action, target.arn(), bucket.account(), bucket.policy(), context);
  }
}
