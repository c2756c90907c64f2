package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** What becomes of a pod at admission. */
public sealed interface Mutation {
  /**
   * @param patch RFC 6902 operations on the object as it arrived
   * @param warnings sentences for whoever creates the pod
   */
  record Patched(ArrayNode patch, List<String> warnings) implements Mutation {
    public Patched {
      warnings = List.copyOf(warnings);
    }
  }

  /** The pod has all it needs. */
  record Unchanged(List<String> warnings) implements Mutation {
    public Unchanged {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param reason a sentence that says what is wrong and how to mend it
   */
  record Refused(String reason) implements Mutation {}
}
