package dev.rolecall.sts.authorize.mapping.route;

import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.PathRules;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.List;
import java.util.Optional;

/** Routes, of which the first that fits counts. */
final class RouteMapping implements RequestMapping {
  private final PathRules paths;
  private final List<Route> routes;

  RouteMapping(PathRules paths, List<Route> routes) {
    this.paths = paths;
    this.routes = List.copyOf(routes);
  }

  @Override
  public List<Operation> map(OriginalRequest request) throws UnmappedException {
    List<String> segments = paths.segments(request.path());
    RequestQuery query = RequestQuery.parse(request.query());
    for (Route route : routes) {
      Optional<Operation> operation = route.map(request.method(), segments, query);
      if (operation.isPresent()) {
        return List.of(operation.get());
      }
    }
    throw new UnmappedException("no route is of this method, path and query");
  }
}
