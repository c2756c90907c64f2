package dev.rolecall.sts.authorize.mapping.route;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What requests of one form would do.
 *
 * @param target the operation, in templates
 */
record Route(Set<String> methods, PathTemplate path, QueryTemplate query, Target target) {
  /** Colons before the resource of an ARN: what is captured before them cannot move them. */
  private static final int SEGMENTS = 5;

  private static final Pattern IN_SEGMENT = Pattern.compile("[A-Za-z0-9-]{0,64}");

  Route {
    methods = Set.copyOf(methods);
  }

  /** An operation that has captures. */
  record Target(String action, Template resource, Template account, Map<String, Template> context) {
    Target {
      context = Map.copyOf(context);
    }
  }

  /** Empty where the request is of another form. */
  Optional<Operation> map(String method, List<String> segments, RequestQuery parameters)
      throws UnmappedException {
    if (!methods.contains(method)) {
      return Optional.empty();
    }
    Optional<Map<String, String>> fromPath = path.match(segments);
    Optional<Map<String, String>> fromQuery = query.match(parameters);
    if (fromPath.isEmpty() || fromQuery.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> captured = new LinkedHashMap<>(fromPath.get());
    captured.putAll(fromQuery.get());
    return Optional.of(operation(captured));
  }

  private Operation operation(Map<String, String> captured) throws UnmappedException {
    for (String name : target.resource().capturesBeforeColon(SEGMENTS)) {
      if (!IN_SEGMENT.matcher(captured.getOrDefault(name, "")).matches()) {
        throw new UnmappedException("what is captured as {" + name + "} is no part of an ARN");
      }
    }
    String resource = target.resource().fill(captured);
    if (resource.length() > Operation.LONGEST_RESOURCE) {
      throw new UnmappedException("the resource's name is too long");
    }
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>();
    target
        .context()
        .forEach((key, value) ->
            context.put(key, new RequestContext.Entry(List.of(value.fill(captured)), false)));
    try {
      AccountId account = new AccountId(target.account().fill(captured));
      return new Operation(target.action(), resource, account, null, context);
    } catch (IllegalArgumentException e) {
      throw new UnmappedException("the resource's account is none, or another one's");
    }
  }
}
