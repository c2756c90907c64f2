package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.AdmissionAnswer.Allowed;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.fakes.Reviews;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementAdmissionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "{\"spec\":{}}";

  private final PlacementAdmission admission = new PlacementAdmission();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"operator\":\"Exists\"}",
        "{\"operator\":\"Exists\",\"effect\":\"NoSchedule\"}",
        "{\"operator\":\"Exists\",\"effect\":\"NoExecute\"}",
        "{\"key\":\"\",\"operator\":\"Exists\",\"effect\":\"\"}",
        "{\"key\":\"rolecall.dev/guard-not-ready\"}",
        "{\"key\":\"rolecall.dev/guard-not-ready\",\"operator\":\"Exists\"}",
        "{\"key\":\"rolecall.dev/guard-not-ready\",\"effect\":\"NoSchedule\",\"value\":\"\"}",
      })
  void refusesWhoToleratesTheTaint(String toleration) throws IOException {
    assertThat(review("CREATE", tolerating(toleration), NONE)).isInstanceOf(Refused.class);
    assertThat(review("CREATE", tolerating("{\"key\":\"mine\"}," + toleration), NONE))
        .isInstanceOf(Refused.class);
    // Tolerations may be added while a pod waits for a node.
    assertThat(review("UPDATE", tolerating(toleration), NONE)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\"}",
        "{\"key\":\"gpu\",\"value\":\"yes\",\"effect\":\"NoSchedule\"}",
      })
  void admitsOtherTolerations(String toleration) throws IOException {
    assertThat(review("CREATE", tolerating(toleration), NONE)).isInstanceOf(Allowed.class);
  }

  /** Else nobody could take a finalizer or a label from a pod that is there already. */
  @Test
  void admitsUpdatesOfAPodThatToleratedItBefore() throws IOException {
    String pod = tolerating("{\"operator\":\"Exists\"}");
    assertThat(review("UPDATE", pod, pod)).isInstanceOf(Allowed.class);
    assertThat(
            review(
                "UPDATE",
                tolerating("{\"operator\":\"Exists\"},{\"key\":\"rolecall.dev/guard-not-ready\"}"),
                pod))
        .isInstanceOf(Refused.class);
  }

  @Test
  void refusesWhoNamesItsNodeWhenItIsMade() throws IOException {
    String pod = "{\"spec\":{\"nodeName\":\"new-node\"}}";
    assertThat(review("CREATE", pod, NONE)).isInstanceOf(Refused.class);
    assertThat(review("UPDATE", pod, pod)).isInstanceOf(Allowed.class);
    assertThat(review("CREATE", "{\"spec\":{\"nodeName\":\"\"}}", NONE))
        .isEqualTo(new Allowed(List.of()));
  }

  @Test
  void leavesMirrorsOfStaticPodsAlone() throws IOException {
    assertThat(mirror("system:node:a")).isInstanceOf(Allowed.class);
  }

  @Test
  void takesNobodyButTheKubeletAtItsWordThatAPodIsAMirror() throws IOException {
    assertThat(mirror("alice")).isInstanceOf(Refused.class);
    assertThat(mirror("system:node:b")).isInstanceOf(Refused.class);
  }

  private AdmissionAnswer mirror(String user) throws IOException {
    JsonNode pod =
        JSON.readTree(
            "{\"metadata\":{\"annotations\":{\"kubernetes.io/config.mirror\":\"1\"}},"
                + "\"spec\":{\"nodeName\":\"a\",\"tolerations\":[{\"operator\":\"Exists\"}]}}");
    return Reviews.answer(
        admission,
        Reviews.by(
            new Requester(user, "", List.of(), Map.of()),
            "CREATE",
            pod,
            MissingNode.getInstance()));
  }

  private AdmissionAnswer review(String operation, String pod, String before) throws IOException {
    JsonNode old = operation.equals("CREATE") ? MissingNode.getInstance() : JSON.readTree(before);
    return Reviews.answer(admission, Reviews.request(operation, JSON.readTree(pod), old));
  }

  private static String tolerating(String tolerations) {
    return "{\"spec\":{\"tolerations\":[" + tolerations + "]}}";
  }
}
