package dev.rolecall.operator.state;

import static dev.rolecall.operator.fakes.Resources.account;
import static dev.rolecall.operator.fakes.Resources.association;
import static dev.rolecall.operator.fakes.Resources.namespace;
import static dev.rolecall.operator.fakes.Resources.policy;
import static dev.rolecall.operator.fakes.Resources.profile;
import static dev.rolecall.operator.fakes.Resources.role;
import static dev.rolecall.operator.fakes.Resources.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.NamespaceSelector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterStateTest {
  private static final AccountId ID = new AccountId("111111111111");

  private final Account account = account(ID.value(), "team");
  private final IAMRole reader = role("team", "reader", "managedPolicies: [read]");

  @Test
  void knowsARoleByItsArnAndId() {
    Verdict verdict = verdict(state(account, reader, policy("team", "read")), reader);
    assertThat(verdict.ready()).isTrue();
    assertThat(verdict.role().map(Verdict.RoleIdentity::arn))
        .contains("arn:aws:iam::111111111111:role/reader");
  }

  @Test
  void tellsOfAPolicyThatIsNotThere() {
    Verdict verdict = verdict(state(account, reader), reader);
    assertThat(verdict.ready()).isFalse();
    assertThat(verdict.reason()).isEqualTo("ManagedPolicyNotFound");
    assertThat(verdict.role()).isPresent();
  }

  @Test
  void tellsOnWhichNodesAnInstanceProfileIsInUse() {
    String zone = "node-restriction.kubernetes.io/zone";
    String disk = "node-restriction.kubernetes.io/disk";
    InstanceProfile zones = profile("zones", Map.of(zone, "a"));
    zones.getMetadata().setCreationTimestamp("2026-11-22T10:00:00Z");
    InstanceProfile disks = profile("disks", Map.of(disk, "fast"));
    disks.getMetadata().setCreationTimestamp("2026-11-22T11:00:00Z");
    Map<String, String> both = Map.of(zone, "a", disk, "fast");

    assertThat(
            verdict(
                    state(
                        Map.of("one", Map.of(zone, "a"), "two", both, "none", Map.of()),
                        account,
                        role("team", "reader", ""),
                        zones,
                        disks),
                    zones)
                .message())
        .isEqualTo("in use on nodes one, two");
    Verdict shared =
        verdict(
            state(
                Map.of("two", both, "three", Map.of(disk, "fast")),
                account,
                role("team", "reader", ""),
                zones,
                disks),
            disks);
    assertThat(shared.ready()).isTrue();
    assertThat(shared.facts()).isEqualTo(new Facts.OfProfile(1));
    assertThat(shared.message())
        .isEqualTo("in use on node three; the older InstanceProfile 'zones' has node two");
    Verdict late =
        verdict(
            state(Map.of("two", both), account, role("team", "reader", ""), zones, disks), disks);
    assertThat(late.ready()).isFalse();
    assertThat(late.reason()).isEqualTo("DuplicateNodeSelector");
    assertThat(verdict(state(account, role("team", "reader", ""), zones), zones).message())
        .isEqualTo("selects no node of its own");
  }

  @Test
  void tellsWhatIsToBeHeldOfTrustedRoles() {
    IAMRole trusting = role("team", "trusting", "");
    trusting
        .getSpec()
        .setTrustPolicy(
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                Map.of(
                    "Effect",
                    "Allow",
                    "Principal",
                    Map.of("AWS", "arn:aws:iam::111111111111:role/other"),
                    "Action",
                    "sts:AssumeRole")));
    IAMRole other = role("team", "other", "");
    Verdict verdict = verdict(state(account, trusting, other), trusting);

    assertThat(verdict.reason()).isEqualTo("TrustedRoleNotHeld");
    assertThat(verdict.toHold())
        .hasValueSatisfying(due ->
            assertThat(due.wanted())
                .contains(RoleId.ofUid(other.getMetadata().getUid()).toString()));
    assertThat(verdict(state(account, trusting, other), other).toHold()).isEmpty();
  }

  @Test
  void findsWhatAPolicysDeletionChanges() {
    IAMRole other = role("team", "other", "");
    ClusterState before = state(account, reader, other, policy("team", "read"));
    ClusterState after = state(account, reader, other);
    assertThat(after.changesSince(before))
        .containsExactlyInAnyOrder(ObjectKey.of(reader), ObjectKey.of(account));
    assertThat(after.changesSince(after)).isEmpty();
  }

  @Test
  void findsTheNamespacesThatChangeHands() {
    ClusterState before = state(account);
    assertThat(state().changesSince(before))
        .containsExactly(new ObjectKey("Namespace", "", "team"));
    assertThat(state(account(ID.value(), "team", "second")).changesSince(before))
        .containsExactlyInAnyOrder(new ObjectKey("Namespace", "", "second"), ObjectKey.of(account));
  }

  @Test
  void givesNobodyANamespaceThatIsClaimedTwice() {
    ClusterState state = state(account, account("222222222222", "team", "own"));
    assertThat(state.ownership("team", Optional.empty())).isEqualTo(new Ownership.Nobodys());
    assertThat(state.ownership("own", Optional.empty()))
        .isEqualTo(new Ownership.Owned(new AccountId("222222222222")));
    assertThat(state.ownership("else", Optional.empty())).isEqualTo(new Ownership.Nobodys());
    assertThat(verdict(state, account).reason()).isEqualTo("NamespaceClaimedTwice");
  }

  @Test
  void decidesNothingForAnAccountThatCannotBeRead() {
    Account garbled = account(ID.value(), "team");
    garbled.getSpec().setUnknownField("permissionBoundary", "limits");
    ClusterState state = state(garbled);
    assertThat(verdict(state, garbled).reason()).isEqualTo("InvalidSpec");
    assertThat(state.ownership("team", Optional.empty())).isEqualTo(new Ownership.Undecided());
  }

  @Test
  void keepsTheLabelOfANamespaceThatAnUnreadableSelectorMayHaveSelected() {
    Account garbled = account(ID.value());
    NamespaceSelector selector = new NamespaceSelector();
    selector.setUnknownField("matchLabel", Map.of("tenant", "acme"));
    garbled.getSpec().setNamespaceSelector(selector);
    ClusterState state = state(garbled, namespace("team", Map.of("tenant", "acme")));

    assertThat(state.ownership("team", Optional.of(ID.value())))
        .isEqualTo(new Ownership.Undecided());
    assertThat(state.ownership("team", Optional.of("222222222222")))
        .isEqualTo(new Ownership.Nobodys());
    assertThat(state.ownership("team", Optional.empty())).isEqualTo(new Ownership.Nobodys());
    // Once it can be read, every namespace is looked at again.
    ClusterState mended = state(account(ID.value()), namespace("team", Map.of("tenant", "acme")));
    assertThat(mended.changesSince(state)).contains(new ObjectKey("Namespace", "", "team"));
    assertThat(mended.ownership("team", Optional.of(ID.value())))
        .isEqualTo(new Ownership.Nobodys());
  }

  @Test
  void looksAtEveryNamespaceAtFirst() {
    assertThat(state(namespace("stale", Map.of())).everything())
        .containsExactly(new ObjectKey("Namespace", "", "stale"));
  }

  @Test
  void countsWhatAnAccountHasAndWhoUsesWhat() {
    IAMPolicy read = policy("team", "read");
    IAMRole writer = role("second", "writer", "permissionsBoundary: read");
    Account both = account(ID.value(), "team", "second");
    ClusterState state = state(both, reader, writer, read, association("team", "web", "reader"));

    assertThat(verdict(state, both).facts())
        .isEqualTo(new Facts.OfAccount(2, new Usage(2, 1, 0, 1, 0, 1)));
    assertThat(verdict(state, read).facts())
        .isEqualTo(
            new Facts.OfPolicy(
                "arn:aws:iam::111111111111:policy/read",
                1,
                1,
                List.of("team/reader", "second/writer")));
    assertThat(verdict(state, reader).facts()).isEqualTo(new Facts.OfRole(1, List.of()));
  }

  @Test
  void saysNoMoreThanAStatusHolds() {
    account.getSpec().setNamespaces(IntStream.range(0, 500).mapToObj(i -> "n" + i).toList());
    Account greedy = account("222222222222");
    greedy.getSpec().setNamespaces(account.getSpec().getNamespaces());
    assertThat(verdict(state(account, greedy), greedy).message())
        .endsWith("; and 490 more")
        .hasSizeLessThan(2000);
  }

  @Test
  void saysThatAnAccountIsSuspended() {
    account.getSpec().setSuspended(true);
    Verdict verdict = verdict(state(account), account);
    assertThat(verdict.ready()).isTrue();
    assertThat(verdict.reason()).isEqualTo("Suspended");
  }

  @Test
  void givesARoleWithoutAnAccountNoArn() {
    Verdict verdict = verdict(state(reader), reader);
    assertThat(verdict.reason()).isEqualTo("NoAccount");
    assertThat(verdict.role()).isEmpty();
  }

  private static Verdict verdict(ClusterState state, HasMetadata resource) {
    return state.verdict(ObjectKey.of(resource)).orElseThrow();
  }
}
