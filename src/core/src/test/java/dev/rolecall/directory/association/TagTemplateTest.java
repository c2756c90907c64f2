package dev.rolecall.directory.association;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.association.TagTemplate.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTemplateTest {
  @Test
  void isTheValueItselfWithoutVariables() {
    assertThat(expanded("")).isEmpty();
    assertThat(expanded("team a_.:/=+-@Ä1")).isEqualTo("team a_.:/=+-@Ä1");
  }

  @Test
  void standsForEachFact() {
    assertThat(expanded("${kubernetes.namespace}-${kubernetes.namespace}/${account.id}"))
        .isEqualTo("NAMESPACE-NAMESPACE/ACCOUNT_ID");
    assertThat(
            expanded(
                "${kubernetes.serviceAccount}${kubernetes.podName}${kubernetes.podUid}${kubernetes.nodeName}${cluster.name}"))
        .isEqualTo("SERVICE_ACCOUNTPOD_NAMEPOD_UIDNODE_NAMECLUSTER_NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$",
        "$$",
        "${",
        "${}",
        "}",
        "{kubernetes.namespace}",
        "$kubernetes.namespace",
        "${kubernetes.namespace",
        "${ kubernetes.namespace }",
        "${Kubernetes.Namespace}",
        "${kubernetes.labels.team}",
        "${aws:username}",
        "${${kubernetes.namespace}}",
        "a\tb",
        "a\nb",
        "a*b",
        "\"",
      })
  void refusesWhatNoTagMayHoldAndWhatNobodyAttests(String text) {
    assertThat(TagTemplate.read(text))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> assertThat(refused.message()).contains("${kubernetes.namespace}"));
  }

  @Test
  void refusesMoreCharactersThanAValueHasWhateverTheVariablesAre() {
    assertThat(TagTemplate.read("x".repeat(256) + "${account.id}"))
        .isInstanceOf(Reading.Read.class);
    assertThat(TagTemplate.read("x".repeat(200) + "${account.id}" + "x".repeat(57)))
        .isEqualTo(new Reading.Refused("a tag's value has at most 256 characters"));
  }

  @Test
  void doesNotExpandWhatAFactHolds() {
    TagTemplate template = ((Reading.Read) TagTemplate.read("${cluster.name}")).template();

    assertThat(template.expand(fact -> "${account.id}")).isEqualTo("${account.id}");
    assertThat(TagTemplate.isValue("${account.id}")).isFalse();
  }

  private static String expanded(String text) {
    return ((Reading.Read) TagTemplate.read(text)).template().expand(Enum::name);
  }
}
