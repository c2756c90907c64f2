package dev.rolecall.sts.authorize.mapping;

import java.util.List;

/** Knows what the requests of one service would do. */
@FunctionalInterface
public interface RequestMapping {
  /**
   * All that the request would do, at least one operation.
   *
   * @throws UnmappedException where that cannot be told for certain: then it must not be served
   */
  List<Operation> map(OriginalRequest request) throws UnmappedException;
}
