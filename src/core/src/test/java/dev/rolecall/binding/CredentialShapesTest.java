package dev.rolecall.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialShapesTest {
  private static final RoleArn ARN =
      RoleArn.parse("arn:aws:iam::111111111111:role/web").orElseThrow();
  private static final Workload POD = InMemoryWorkloads.pod("acme", "web-0", "web");

  private final InMemoryResources resources = new InMemoryResources();
  private final CredentialShapes shapes = new CredentialShapes(resources, "lab");

  @BeforeEach
  void start() {
    account(PodPermissions.NONE, false);
    resources.add(role("1", "trusts a", Duration.ofHours(1), null, "s3:*"));
    resources.add(association("by", Map.of(), null));
  }

  @Test
  void staysAsLongAsNothingThatShapesCredentialsChanges() {
    String before = shapes.of(POD);

    assertThat(before).matches("[A-Za-z0-9_-]{22}");
    assertThat(shapes.of(POD)).isEqualTo(before);
    assertThat(new CredentialShapes(resources, "lab").of(POD)).isEqualTo(before);
    // Policies of roles are asked each time that credentials are used.
    resources.add(role("1", "trusts a", Duration.ofHours(1), null, "ec2:*"));
    assertThat(shapes.of(POD)).isEqualTo(before);
  }

  @Test
  void isAnotherForEachThingThatShapesThem() {
    assertChanges(() -> account(new PodPermissions(true, false, false), false));
    assertChanges(() -> account(new PodPermissions(true, true, false), false));
    assertChanges(() -> resources.add(role("1", "trusts b", Duration.ofHours(1), null, "s3:*")));
    assertChanges(() -> resources.add(role("1", "trusts b", Duration.ofHours(2), null, "s3:*")));
    assertChanges(
        () -> resources.add(role("1", "trusts b", Duration.ofHours(2), Instant.EPOCH, "s3:*")));
    assertChanges(() -> resources.add(association("tags", Map.of("team", "a"), null)));
    assertChanges(() -> resources.add(association("limits", Map.of(), "{}")));
    assertChanges(() -> account(new PodPermissions(true, true, false), true));
  }

  @Test
  void isAnotherForEachThingThatShapesASessionOfATargetRole() {
    RoleArn target = RoleArn.parse("arn:aws:iam::222222222222:role/far").orElseThrow();
    Optional<RoleArn> there = Optional.of(target);

    assertChanges(() -> decide(1, Optional.empty(), false));
    assertChanges(() -> decide(2, there, false));
    assertChanges(() -> decide(3, there, true));
    assertChanges(() -> resources.add(InMemoryResources.account("222222222222", "globex")));
    assertChanges(() -> resources.add(role("9", target, "trusts a", "s3:*")));
    assertChanges(() -> resources.add(role("9", target, "trusts b", "s3:*")));
    String before = shapes.of(POD);
    resources.add(role("9", target, "trusts b", "ec2:*"));
    assertThat(shapes.of(POD)).isEqualTo(before);
    // Whether the first role may assume the target is asked when that session is made.
    assertChanges(
        () -> resources.add(role("1", "trusts a", Duration.ofHours(1), null, "sts:AssumeRole")));
  }

  private void decide(int priority, Optional<RoleArn> target, boolean attestedTags) {
    resources.add(
        association(
            "decides-" + priority,
            new AssociatedRole(ARN, priority, target, attestedTags),
            Map.of(),
            null));
  }

  @Test
  void isAnotherForARoleThatWasMadeAgainAndForOneThatIsGone() {
    assertChanges(() -> resources.remove(RoleId.ofUid("1")));
    assertChanges(() -> resources.add(role("2", "trusts a", Duration.ofHours(1), null, "s3:*")));
  }

  @Test
  void isAnotherForAnotherNameOfARole() {
    Workload annotated =
        new Workload(
            POD.pod(),
            POD.serviceAccount(),
            POD.node(),
            Map.of(),
            Map.of(RoleBinding.ROLE_ANNOTATION, "other"),
            Map.of());

    assertThat(shapes.of(annotated)).isNotEqualTo(shapes.of(POD));
  }

  private void assertChanges(Runnable change) {
    String before = shapes.of(POD);
    change.run();
    assertThat(shapes.of(POD)).isNotEqualTo(before);
  }

  private void account(PodPermissions pods, boolean suspended) {
    resources.add(
        new Account(
            new AccountId("111111111111"),
            "acme",
            Set.of("acme"),
            List.of(),
            null,
            pods,
            PodPowers.NONE,
            RoleUse.ANY,
            suspended));
  }

  private static Association association(
      String name, Map<String, String> tags, @Nullable String policy) {
    Map<String, TagTemplate> templates = new HashMap<>();
    tags.forEach((key, value) ->
        templates.put(key, ((TagTemplate.Reading.Read) TagTemplate.read(value)).template()));
    return association(
        name,
        AssociatedRole.of(ARN),
        templates,
        policy == null ? null : document(PolicyType.SESSION, policy));
  }

  private static Association association(
      String name,
      AssociatedRole role,
      Map<String, TagTemplate> tags,
      @Nullable PolicyDocument policy) {
    return new Association(
        "acme", name, List.of("web"), LabelSelector.EVERYTHING, Optional.of(role), tags, policy);
  }

  private static Role role(
      String uid, String trust, Duration longest, @Nullable Instant revoked, String policy) {
    return new Role(
        RoleId.ofUid(uid),
        ARN,
        "acme",
        document(PolicyType.TRUST, trust),
        List.of(document(PolicyType.IDENTITY, policy)),
        null,
        longest,
        Map.of(),
        revoked);
  }

  private static Role role(String uid, RoleArn arn, String trust, String policy) {
    return new Role(
        RoleId.ofUid(uid),
        arn,
        "globex",
        document(PolicyType.TRUST, trust),
        List.of(document(PolicyType.IDENTITY, policy)),
        null,
        Duration.ofHours(1),
        Map.of(),
        null);
  }

  private static PolicyDocument document(PolicyType type, String text) {
    return new PolicyDocument("p", type, List.of(), text);
  }
}
