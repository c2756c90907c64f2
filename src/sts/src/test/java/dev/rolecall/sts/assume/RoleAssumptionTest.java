package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.directory.Role;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.audit.PodEvents;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.trust.TrustEvaluator;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleAssumptionTest {
  private static final Workload INTRUDER = InMemoryWorkloads.pod("globex", "intruder-0", "web");
  private static final RoleArn REPORTS = arn("111111111111", "Reports");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final InMemoryResources resources =
      new InMemoryResources()
          .add(InMemoryResources.account("111111111111", "acme"))
          .add(InMemoryResources.account("222222222222", "globex"))
          .add(role(REPORTS));
  private final RoleAssumption roles =
      new RoleAssumption(
          resources,
          new InMemoryWorkloads(),
          new TrustEvaluator(clock),
          new SessionIssuer(
              () -> MasterKeys.parse(MasterKeys.withNewKey("", clock)), clock, new SecureRandom()),
          new RoleUses(clock));
  private final List<AuditEvent> audited = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Auditor auditor =
      new Auditor(
          audited::add,
          PodEvents.ofRefusals((workload, event) -> told.add(event.message()), clock),
          clock);

  @Test
  void tellsAnOwnerTheSameOfAnothersRoleWhetherItIsThereOrNot() {
    refused(arn("111111111111", "Secret"));
    refused(REPORTS);
    refused(arn("333333333333", "Reports"));

    assertThat(told)
        .allSatisfy(text -> assertThat(text).contains("trust policy", "another account's"))
        .extracting(text -> text.replaceAll("arn:\\S+", ""))
        .hasSize(3)
        .containsOnly(told.getFirst().replaceAll("arn:\\S+", ""));
    assertThat(audited)
        .extracting(AuditEvent::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("Secret does not exist"),
            reason -> assertThat(reason).contains("does not allow sts:AssumeRole"),
            reason -> assertThat(reason).contains("account 333333333333 does not exist"));
  }

  @Test
  void tellsAnOwnerTheTrueReasonOfOwnRoles() {
    refused(arn("222222222222", "Invoices"));

    assertThat(told).singleElement().asString().endsWith("role/Invoices does not exist");
  }

  private void refused(RoleArn arn) {
    AuditTrail trail = new AuditTrail("id", "sts:AssumeRole", "");
    trail.workload(INTRUDER);
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> roles.requireTrust(request(arn, trail), trail));
    auditor.refused(trail, "AccessDenied", "", refusal.refusal().reason());
  }

  private TrustRequest request(RoleArn arn, AuditTrail trail) throws RefusedException {
    return new TrustRequest(
        new TrustPrincipal.Service(
            "pods.eks.amazonaws.com",
            INTRUDER,
            new Arn("aws", "eks", "us-east-1", "222222222222", "cluster/c")),
        roles.find(arn, trail),
        new SessionName("test"),
        Map.of(),
        Set.of());
  }

  private static RoleArn arn(String account, String name) {
    return RoleArn.parse("arn:aws:iam::" + account + ":role/" + name).orElseThrow();
  }

  private static Role role(RoleArn arn) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
         "Principal":{"Service":"pods.eks.amazonaws.com"}}}
        """;
    PolicyReading reading = PolicyReader.read(PolicyType.TRUST, "trust policy", trust);
    PolicyDocument document = ((PolicyReading.Read) reading).document();
    return new Role(
        RoleId.ofUid("uid-reports"),
        arn,
        "acme",
        document,
        List.of(),
        null,
        Duration.ofHours(1),
        Map.of(),
        null);
  }
}
