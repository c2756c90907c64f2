package dev.rolecall.sts.podidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.session.SessionLiveness;
import dev.rolecall.session.SessionLiveness.Liveness;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.PodAttestor;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.assume.RoleAssumption;
import dev.rolecall.sts.assume.Steps;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.audit.PodEvents;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.trust.TrustEvaluator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pod of account 1 whose association goes on from role {@code near} to {@code far} of 2. */
class TargetRolesTest {
  private static final Workload POD = InMemoryWorkloads.pod("acme", "web-0", "web");
  private static final RoleArn NEAR = arn("111111111111", "near");
  private static final RoleArn FAR = arn("222222222222", "far");
  private static final String PODS =
      "{'Effect':'Allow','Principal':{'Service':'pods.eks.amazonaws.com'},'Action':['sts:AssumeRole','sts:TagSession']}";
  private static final String BY_NEAR =
      "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111111111111:root'},'Action':['sts:AssumeRole','sts:TagSession'],'Condition':%s}";
  private static final String MAY_ASSUME =
      "{'Effect':'Allow','Action':['sts:AssumeRole','sts:TagSession'],'Resource':'arn:aws:iam::222222222222:role/far'}";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final InMemoryResources resources = new InMemoryResources();
  private final InMemoryWorkloads workloads = new InMemoryWorkloads().add(POD);
  private final MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final SessionLiveness liveness = new SessionLiveness(resources, workloads, clock);
  private final PodSessions sessions =
      new PodSessions(
          new Steps(
              resources,
              new PodAttestor(workloads, clock),
              new RoleBinding(resources, "lab"),
              new RoleAssumption(
                  resources,
                  workloads,
                  new TrustEvaluator(clock),
                  new SessionIssuer(() -> keys, clock, new SecureRandom()),
                  new RoleUses(clock)),
              PolicyQuotas.AWS_DEFAULTS),
          new SessionPolicies(resources, clock),
          new CredentialShapes(resources, "lab"),
          new ClusterFacts(resources, "us-east-1", "lab"),
          () -> new UUID(0, 7));
  private final List<String> told = new ArrayList<>();
  private final List<AuditEvent> audited = new ArrayList<>();

  @BeforeEach
  void start() {
    resources
        .add(InMemoryResources.account("111111111111", "acme"))
        .add(InMemoryResources.account("222222222222", "globex"))
        .add(near(MAY_ASSUME))
        .add(far("{}"));
  }

  @Test
  void givesASessionOfTheTargetThatDescendsFromOneOfTheRole() throws Exception {
    associate(true, Map.of("team", "${kubernetes.namespace}"), null);
    Session session = session();

    assertThat(session.roleArn()).isEqualTo(FAR);
    assertThat(session.arn())
        .hasToString(
            "arn:aws:sts::222222222222:assumed-role/far/imds-lab-web-0-00000000-0000-0000-0000-000000000007");
    assertThat(session.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(session.pod()).contains(POD.pod());
    assertThat(session.ancestors())
        .containsExactly(
            new Session.Ancestor(
                RoleId.ofUid(NEAR.toString()),
                NEAR.account(),
                clock.instant(),
                Optional.of(POD.pod())));
    assertThat(session.tags())
        .hasSize(7)
        .containsEntry("team", "acme")
        .containsEntry("kubernetes-service-account", "web");
    assertThat(session.transitiveTagKeys()).hasSize(6).doesNotContain("team");
  }

  @Test
  void diesWithEitherRoleAndWithThePod() throws Exception {
    associate(true, Map.of(), null);
    Session session = session();
    assertThat(liveness.check(session)).isEqualTo(new Liveness.Live());

    resources.remove(RoleId.ofUid(NEAR.toString()));
    assertThat(liveness.check(session)).isInstanceOf(Liveness.Dead.class);
    resources.add(near(MAY_ASSUME));
    workloads.end(POD.pod().uid(), "finished");
    assertThat(liveness.check(session)).isInstanceOf(Liveness.Dead.class);
  }

  @Test
  void asksBothSides() throws Exception {
    associate(true, Map.of(), null);

    resources.add(near("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"));
    assertThat(refused())
        .startsWith("role %s may not go on to target role %s: ".formatted(NEAR, FAR))
        .contains("identity-based policy");
    // What one's own policies lack is one's own to know.
    assertThat(told).last().asString().contains("identity-based policy");

    resources.add(near(MAY_ASSUME.replace("'sts:AssumeRole',", "")));
    assertThat(refused()).contains("sts:AssumeRole");
    resources.add(near(MAY_ASSUME.replace(",'sts:TagSession'", "")));
    assertThat(refused()).contains("sts:TagSession");
    resources.add(near(MAY_ASSUME));

    resources.add(role(FAR, "globex", PODS, MAY_ASSUME));
    assertThat(refused()).contains("no statement of the trust policy");
    assertThat(told).last().asString().contains("another account's").doesNotContain("statement");

    resources.remove(RoleId.ofUid(FAR.toString()));
    assertThat(refused()).endsWith("role/far does not exist");
    assertThat(told.getLast()).isEqualTo(told.get(told.size() - 2));
  }

  @Test
  void tellsThePodsOwnerNothingOfPoliciesOfARoleThatWasLentToIt() {
    RoleArn lent = arn("333333333333", "lent");
    String trust =
        PODS.replaceFirst(
            "}$", ",'Condition':{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'acme'}}}");
    resources
        .add(InMemoryResources.account("333333333333", "initech"))
        .add(role(lent, "initech", trust, "{'Effect':'Deny','Action':'*','Resource':'*'}"))
        .add(association(lent, true, Map.of(), null));

    assertThat(refused()).contains("lent may not go on to target role").contains("denies it");
    assertThat(told).singleElement().asString().contains("another account's").doesNotContain("den");
  }

  @Test
  void isRefusedWhereTheFirstRoleDoesNotTrustThePod() throws Exception {
    associate(true, Map.of(), null);
    resources.add(role(NEAR, "acme", BY_NEAR.formatted("{}"), MAY_ASSUME));

    assertThat(refused()).contains("near does not allow sts:AssumeRole");
  }

  @Test
  void letsTheTargetAskForWhatIsAttested() throws Exception {
    associate(true, Map.of(), null);
    for (String condition :
        List.of(
            "{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'acme','aws:RequestTag/kubernetes-service-account':'web','aws:RequestTag/eks-cluster-arn':'arn:aws:eks:us-east-1:111111111111:cluster/lab'},'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/near'}}",
            "{'StringEquals':{'aws:PrincipalTag/kubernetes-pod-name':'web-0'}}",
            "{'StringEquals':{'sts:ExternalId':'us-east-1/111111111111/lab/acme/web'}}")) {
      resources.add(far(condition));
      assertThat(session().roleArn()).isEqualTo(FAR);
    }
    for (String condition :
        List.of(
            "{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'globex'}}",
            "{'StringEquals':{'sts:ExternalId':'us-east-1/111111111111/lab/acme/other'}}")) {
      resources.add(far(condition));
      assertThat(refused()).contains("no statement of the trust policy");
    }
  }

  @Test
  void isKnownByItsExternalIdWhereSessionTagsAreDisabled() throws Exception {
    associate(false, Map.of(), null);
    resources.add(near(MAY_ASSUME.replace(",'sts:TagSession'", "")));
    resources.add(far("{'StringEquals':{'sts:ExternalId':'us-east-1/111111111111/lab/acme/web'}}"));
    Session session = session();

    assertThat(session.tags()).isEmpty();
    assertThat(session.transitiveTagKeys()).isEmpty();
    resources.add(far("{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'acme'}}"));
    assertThat(refused()).contains("no statement of the trust policy");
  }

  @Test
  void limitsWhatThePodGetsAndNotTheHop() throws Exception {
    String limit = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}";
    associate(true, Map.of(), document(PolicyType.SESSION, limit));

    assertThat(session().sessionPolicies()).singleElement().asString().contains("s3:GetObject");
  }

  @Test
  void recordsBothRoles() throws Exception {
    associate(true, Map.of(), null);
    grant();
    refused(near("{'Effect':'Deny','Action':'*','Resource':'*'}"));

    assertThat(audited)
        .allSatisfy(
            event -> assertThat(event.details()).containsEntry("sourceRole", NEAR.toString()))
        .allSatisfy(
            event -> assertThat(event.resource().orElseThrow().arn()).isEqualTo(FAR.toString()));
    assertThat(audited.getFirst().reason())
        .contains("assumed by a session of " + NEAR, "allowed by");
  }

  private Session session() throws RefusedException {
    return grant().assumed().session();
  }

  private Result.ToPod grant() throws RefusedException {
    AuditTrail trail = trail();
    Result.ToPod granted = sessions.ofPod(POD, Way.Attested.IMDS, trail);
    trail.granted(granted.assumed().session());
    assertThat(auditor().allowed(trail, granted.assumed().reason())).isTrue();
    return granted;
  }

  private String refused(Role changed) {
    resources.add(changed);
    return refused();
  }

  private String refused() {
    AuditTrail trail = trail();
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> sessions.ofPod(POD, Way.Attested.IMDS, trail));
    String reason = refusal.refusal().reason();
    auditor().refused(trail, "AccessDenied", "", reason);
    return reason;
  }

  private Auditor auditor() {
    return new Auditor(
        audited::add,
        PodEvents.ofRefusals((workload, event) -> told.add(event.message()), clock),
        clock);
  }

  private static AuditTrail trail() {
    AuditTrail trail = new AuditTrail("id", "eks-auth:AssumeRoleForPodIdentity", "");
    trail.workload(POD);
    return trail;
  }

  private void associate(
      boolean attestedTags, Map<String, String> tags, @Nullable PolicyDocument sessionPolicy) {
    resources.add(association(NEAR, attestedTags, tags, sessionPolicy));
  }

  private static Association association(
      RoleArn role,
      boolean attestedTags,
      Map<String, String> tags,
      @Nullable PolicyDocument sessionPolicy) {
    Map<String, TagTemplate> templates = new HashMap<>();
    tags.forEach((key, value) ->
        templates.put(key, ((TagTemplate.Reading.Read) TagTemplate.read(value)).template()));
    return new Association(
        "acme",
        "on",
        List.of("web"),
        LabelSelector.EVERYTHING,
        Optional.of(new AssociatedRole(role, 0, Optional.of(FAR), attestedTags)),
        templates,
        sessionPolicy);
  }

  private static RoleArn arn(String account, String name) {
    return RoleArn.parse("arn:aws:iam::" + account + ":role/" + name).orElseThrow();
  }

  private static Role near(String statement) {
    return role(NEAR, "acme", PODS, statement);
  }

  private static Role far(String condition) {
    return role(FAR, "globex", BY_NEAR.formatted(condition), MAY_ASSUME);
  }

  private static Role role(RoleArn arn, String namespace, String trust, String statement) {
    return new Role(
        RoleId.ofUid(arn.toString()),
        arn,
        namespace,
        document(PolicyType.TRUST, trust),
        List.of(document(PolicyType.IDENTITY, statement)),
        null,
        Duration.ofHours(12),
        Map.of(),
        null);
  }

  private static PolicyDocument document(PolicyType type, String statement) {
    String json = ("{'Version':'2012-10-17','Statement':" + statement + "}").replace('\'', '"');
    return switch (PolicyReader.read(type, "policy", json)) {
      case PolicyReading.Read(var document) -> document;
      case PolicyReading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
