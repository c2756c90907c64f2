package dev.rolecall.operator.state;

import static dev.rolecall.operator.fakes.Resources.account;
import static dev.rolecall.operator.fakes.Resources.association;
import static dev.rolecall.operator.fakes.Resources.role;
import static dev.rolecall.operator.fakes.Resources.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.RoleAssociation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssociationUseTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final String MAY_ASSUME =
      "policies: [{name: p, document: {Version: '2012-10-17', Statement: {Effect: Allow,"
          + " Action: [sts:AssumeRole, sts:TagSession], Resource: '*'}}}]";

  private final IAMRole reader = role("team", "reader", "");
  private final IAMRole writer = role("team", "writer", "");

  @Test
  void namesThoseThatComeBefore() {
    RoleAssociation low = association("team", "low", "reader");
    RoleAssociation high = association("team", "high", "writer");
    high.getSpec().setServiceAccounts(List.of("w*"));
    high.getSpec().setPriority(7);

    Verdict verdict = judge(low, high);
    assertThat(verdict.ready()).isTrue();
    assertThat(verdict.message())
        .isEqualTo("in use; before it come RoleAssociation 'high' (priority 7) for 'web'");
    assertThat(judge(high, low).message()).isEqualTo("in use");
  }

  @Test
  void tellsOfATie() {
    RoleAssociation one = association("team", "one", "reader");
    RoleAssociation other = association("team", "other", "writer");
    RoleAssociation same = association("team", "same", "reader");

    assertThat(judge(one, same).ready()).isTrue();
    Verdict verdict = judge(one, other, same);
    assertThat(verdict.ready()).isFalse();
    assertThat(verdict.reason()).isEqualTo("Tied");
    assertThat(verdict.message())
        .contains("RoleAssociation 'other' (priority 0) for 'web'", "another priority")
        .doesNotContain("same'");
  }

  @Test
  void tellsOfMoreThanIsLookedAt() {
    List<RoleAssociation> many =
        new ArrayList<>(
            IntStream.range(0, 11)
                .mapToObj(i -> {
                  RoleAssociation association = association("team", "a" + i, "reader");
                  association
                      .getSpec()
                      .setServiceAccounts(
                          IntStream.range(0, 100).mapToObj(j -> "w" + i + "-" + j + "*").toList());
                  return association;
                })
                .toList());
    RoleAssociation plain = association("team", "plain", "reader");

    assertThat(judge(plain, many.toArray(RoleAssociation[]::new)).reason())
        .isEqualTo("TooManyAssociations");
  }

  @Test
  void saysWhichSideKeepsTheTargetOutOfReach() {
    RoleAssociation association = association("team", "on", "reader");
    association.getSpec().setTargetRole("arn:aws:iam::222222222222:role/far");
    IAMRole able = role("team", "reader", MAY_ASSUME);

    assertThat(judge(List.of(reader, far("111111111111")), association).reason())
        .isEqualTo("TargetRoleUnreachable");
    assertThat(judge(List.of(reader, far("111111111111")), association).message())
        .contains("its identity-based policy does not allow sts:AssumeRole");
    assertThat(judge(List.of(able, far("333333333333")), association).message())
        .contains("is not there, or its trust policy does not allow sts:AssumeRole");
    assertThat(judge(List.of(able, far("111111111111")), association).message())
        .isEqualTo("in use");
  }

  /** Which roles another account has is not for this one to know. */
  @Test
  void saysOfAForeignTargetThatIsNotThereWhatItSaysOfOneThatDoesNotAdmitTheRole() {
    RoleAssociation association = association("team", "on", "reader");
    association.getSpec().setTargetRole("arn:aws:iam::222222222222:role/far");
    for (IAMRole role : List.of(reader, role("team", "reader", MAY_ASSUME))) {
      Verdict absent = judge(List.of(role), association);
      assertThat(absent.reason()).isEqualTo("TargetRoleUnreachable");
      assertThat(judge(List.of(role, far("333333333333")), association)).isEqualTo(absent);
    }
    RoleAssociation own = association("team", "on", "reader");
    own.getSpec().setTargetRole("arn:aws:iam::111111111111:role/far");
    assertThat(judge(List.of(reader), own).reason()).isEqualTo("TargetRoleNotFound");
    RoleAssociation foreign = association("team", "on", "arn:aws:iam::222222222222:role/far");
    assertThat(judge(List.of(), foreign)).isEqualTo(judge(List.of(far("333333333333")), foreign));
  }

  /** Else whoever may write associations asks about everybody's policies. */
  @Test
  void saysNothingOfWhatAStrangersRoleMay() {
    RoleAssociation association =
        association("team", "probe", "arn:aws:iam::222222222222:role/far");
    association.getSpec().setTargetRole("arn:aws:iam::111111111111:role/reader");

    assertThat(judge(List.of(reader, far("111111111111")), association).message())
        .isEqualTo("in use");
  }

  /** Conditions are the pods' matter. */
  private static IAMRole far(String account) {
    String yaml =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: far, namespace: far, uid: far, resourceVersion: "%s", generation: 1}
        spec:
          trustPolicy:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {AWS: "arn:aws:iam::%s:root"}
                Action: [sts:AssumeRole, sts:TagSession]
                Condition: {StringEquals: {aws:RequestTag/eks-cluster-name: lab}}
        """;
    return YAML.unmarshal(yaml.formatted(account, account), IAMRole.class);
  }

  private Verdict judge(RoleAssociation judged, RoleAssociation... others) {
    return judge(List.of(reader, writer), judged, others);
  }

  private static Verdict judge(
      List<IAMRole> roles, RoleAssociation judged, RoleAssociation... others) {
    HasMetadata[] resources =
        Stream.of(
                Stream.of(account("111111111111", "team"), account("222222222222", "far")),
                roles.stream(),
                Stream.of(judged),
                Stream.of(others))
            .flatMap(all -> all)
            .toArray(HasMetadata[]::new);
    return state(resources).verdict(ObjectKey.of(judged)).orElseThrow();
  }
}
