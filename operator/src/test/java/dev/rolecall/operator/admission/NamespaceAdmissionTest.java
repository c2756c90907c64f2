package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.NamespaceSelector;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.fakes.Reviews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamespaceAdmissionTest {
  private static final String OWN = "system:serviceaccount:rolecall-system:rolecall-operator";
  private static final String LABELLED = "{\"rolecall.dev/account\":\"111111111111\"}";
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());

  private final NamespaceAdmission admission =
      new NamespaceAdmission(
          () -> Optional.of(Resources.state(Resources.account("111111111111", "team"))), OWN);

  @Test
  void labelsANamespaceWhenItIsMade() {
    assertThat(patch(create("team", "{}")))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/metadata/labels/rolecall.dev~1account\","
                + "\"value\":\"111111111111\"}]");
    assertThat(patch(create("team", "null")))
        .contains("\"path\":\"/metadata/labels\",\"value\":{}");
    assertThat(create("team", LABELLED)).isEqualTo(NOTHING);
    assertThat(create("other", "{}")).isEqualTo(NOTHING);
  }

  @Test
  void keepsTheLabelWhateverOthersMakeOfIt() {
    assertThat(patch(update("team", "{}", LABELLED))).contains("\"op\":\"add\"");
    assertThat(patch(update("team", "{\"rolecall.dev/account\":\"222222222222\"}", LABELLED)))
        .contains("\"value\":\"111111111111\"");
    assertThat(update("team", LABELLED, LABELLED)).isEqualTo(NOTHING);
  }

  @Test
  void takesALabelAwayThatSomebodyElseGave() {
    assertThat(patch(create("other", LABELLED))).contains("\"op\":\"remove\"");
    assertThat(patch(update("other", LABELLED, "{}"))).contains("\"op\":\"remove\"");
  }

  /**
   * Else a tenant's namespace could pass for one of the system's, which no webhook is asked about.
   */
  @Test
  void letsNoNamespacePassForAnother() {
    String labels = "{\"kubernetes.io/metadata.name\":\"kube-system\"}";
    Requester operator = new Requester(OWN, "", List.of(), Map.of());
    assertThat(
            patch(
                Reviews.answer(
                    admission,
                    Reviews.by(
                        operator, "UPDATE", namespace("team", labels), namespace("team", "{}")))))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/metadata/labels/kubernetes.io~1metadata.name\","
                + "\"value\":\"team\"}]");
  }

  /** Its leader may know more than the replica that is asked. */
  @Test
  void leavesTheOperatorItself() {
    JsonNode namespace = namespace("other", LABELLED);
    Requester operator = new Requester(OWN, "", List.of(), Map.of());
    assertThat(
            Reviews.answer(
                admission, Reviews.by(operator, "UPDATE", namespace, namespace("other", "{}"))))
        .isEqualTo(NOTHING);
  }

  /** Before any pod can be made in it, and before an informer has heard of it. */
  @Test
  void labelsANamespaceByTheLabelsThatItWillHave() {
    NamespaceSelector selector = new NamespaceSelector();
    selector.setMatchLabels(Map.of("tenant", "acme"));
    Account acme = Resources.account("222222222222");
    acme.getSpec().setNamespaceSelector(selector);
    NamespaceAdmission selecting =
        new NamespaceAdmission(
            () -> Optional.of(Resources.state(Resources.account("111111111111", "team"), acme)),
            OWN);
    assertThat(
            patch(
                Reviews.answer(
                    selecting, Reviews.create(namespace("new", "{\"tenant\":\"acme\"}")))))
        .contains("\"value\":\"222222222222\"");
    // The same label would make the namespace of another Account nobody's.
    assertThat(
            patch(
                Reviews.answer(
                    selecting,
                    Reviews.update(
                        namespace(
                            "team",
                            "{\"tenant\":\"acme\",\"rolecall.dev/account\":\"111111111111\"}"),
                        namespace("team", LABELLED)))))
        .contains("\"op\":\"remove\"");
  }

  private AdmissionAnswer create(String name, String labels) {
    return Reviews.answer(
        admission, Reviews.request("CREATE", namespace(name, labels), MissingNode.getInstance()));
  }

  private AdmissionAnswer update(String name, String labels, String before) {
    return Reviews.answer(
        admission, Reviews.update(namespace(name, labels), namespace(name, before)));
  }

  private static String patch(AdmissionAnswer answer) {
    assertThat(answer).isInstanceOf(AdmissionAnswer.Patched.class);
    return ((AdmissionAnswer.Patched) answer).patch().toString();
  }

  private static JsonNode namespace(String name, String labels) {
    try {
      return new ObjectMapper()
          .readTree(
              "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\",\"labels\":%s}}"
                  .formatted(name, labels));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
