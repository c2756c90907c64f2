package dev.rolecall.policy;

import dev.rolecall.policy.CompiledStatement.Origin;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.Resources;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one of equal Allows on several levels of a layer that only limits: each level of SCPs
 * usually has the same {@code FullAWSAccess}. No decision names them, so nobody can tell.
 */
final class LimitMerge {
  private LimitMerge() {}

  /** What a statement covers. */
  private record Coverage(
      Layer layer, Actions actions, Resources resources, List<Condition> conditions) {
    static Coverage of(Origin origin) {
      Statement statement = origin.statement();
      return new Coverage(
          origin.group().layer(),
          statement.actions(),
          statement.resources(),
          statement.conditions());
    }
  }

  static Collection<Origin> of(List<Origin> origins) {
    Map<Object, Origin> merged = new LinkedHashMap<>();
    for (Origin origin : origins) {
      Object key = isLimit(origin) ? Coverage.of(origin) : new Object();
      merged.merge(key, origin, LimitMerge::both);
    }
    return merged.values();
  }

  private static boolean isLimit(Origin origin) {
    Layer layer = origin.group().layer();
    return origin.statement().effect() == Effect.ALLOW
        && layer != Layer.IDENTITY
        && layer != Layer.RESOURCE;
  }

  private static Origin both(Origin one, Origin other) {
    PolicyGroup group = one.group();
    long bits = group.bit() | other.group().bit();
    return new Origin(new PolicyGroup(group.layer(), bits), one.document(), one.statement());
  }
}
