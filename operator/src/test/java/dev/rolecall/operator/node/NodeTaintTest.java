package dev.rolecall.operator.node;

import static dev.rolecall.operator.node.NodeObjects.node;
import static dev.rolecall.operator.node.NodeObjects.taint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NodeTaintTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Taint OURS = taint(NodeTaint.KEY, "NoSchedule");
  private static final Taint OTHER =
      new TaintBuilder()
          .withKey("node.kubernetes.io/unreachable")
          .withEffect("NoExecute")
          .withTimeAdded("2026-11-22T10:00:00Z")
          .build();

  @Test
  void comesBesideTheTaintsOfOthers() throws IOException {
    Node before = node("boot", OTHER);
    assertThat(apply(NodeTaint.patchToAdd(before), before).getSpec().getTaints())
        .containsExactly(OTHER, OURS);
  }

  @Test
  void doesNotComeWhereOthersChangedTheTaintsMeanwhile() {
    String patch = NodeTaint.patchToAdd(node("boot", OTHER));
    assertThatThrownBy(() -> apply(patch, node("boot"))).isInstanceOf(JsonPatchException.class);
    assertThatThrownBy(() -> apply(patch, node("boot", OTHER, OURS)))
        .isInstanceOf(JsonPatchException.class);
  }

  @Test
  void goesAndLeavesTheTaintsOfOthers() throws IOException {
    Node before =
        node("boot", taint(NodeTaint.KEY, "NoExecute"), OTHER, OURS, taint("mine", "NoSchedule"));
    assertThat(apply(NodeTaint.patchToLift(before), before).getSpec().getTaints())
        .containsExactly(OTHER, taint("mine", "NoSchedule"));
  }

  @Test
  void takesNoOtherTaintAwayThatStandsInItsPlaceNow() {
    String patch = NodeTaint.patchToLift(node("boot", OURS, OTHER));
    assertThatThrownBy(() -> apply(patch, node("boot", OTHER)))
        .isInstanceOf(JsonPatchException.class);
  }

  private static Node apply(String patch, Node node) throws IOException {
    JsonNode after = JsonPatch.apply(MAPPER.readTree(patch), MAPPER.valueToTree(node));
    return MAPPER.treeToValue(after, Node.class);
  }
}
