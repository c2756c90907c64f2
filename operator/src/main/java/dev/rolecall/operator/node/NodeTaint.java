package dev.rolecall.operator.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.List;

/**
 * The taint of nodes without a guard. Patches (RFC 6902) test what they are about to change, so
 * that taints that others write at the same time survive.
 */
public final class NodeTaint {
  /** Also what kubelets are to register their nodes with. */
  public static final String KEY = "rolecall.dev/guard-not-ready";

  private static final String TAINTS = "/spec/taints";
  private static final Taint TAINT =
      new TaintBuilder().withKey(KEY).withEffect("NoSchedule").build();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NodeTaint() {}

  /** Whether the node has it, with whatever effect. */
  static boolean isOn(Node node) {
    return taints(node).stream().anyMatch(taint -> KEY.equals(taint.getKey()));
  }

  /** A patch that fails where the node's taints are not those of {@code node} any more. */
  static String patchToAdd(Node node) {
    List<Taint> present = taints(node);
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    if (present.isEmpty()) {
      operation(patch, "test", TAINTS, JsonNodeFactory.instance.nullNode());
      operation(patch, "add", TAINTS, MAPPER.valueToTree(List.of(TAINT)));
    } else {
      operation(patch, "test", TAINTS, MAPPER.valueToTree(present));
      operation(patch, "add", TAINTS + "/-", MAPPER.valueToTree(TAINT));
    }
    return patch.toString();
  }

  /** A patch that fails where the taint does not stand where it stands in {@code node}. */
  static String patchToLift(Node node) {
    List<Taint> present = taints(node);
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    // From the last to the first: to remove one moves those behind it.
    for (int i = present.size() - 1; i >= 0; i--) {
      if (KEY.equals(present.get(i).getKey())) {
        operation(patch, "test", TAINTS + "/" + i, MAPPER.valueToTree(present.get(i)));
        patch.addObject().put("op", "remove").put("path", TAINTS + "/" + i);
      }
    }
    return patch.toString();
  }

  private static List<Taint> taints(Node node) {
    return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
  }

  private static void operation(ArrayNode patch, String op, String path, JsonNode value) {
    patch.addObject().put("op", op).put("path", path).set("value", value);
  }
}
