package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Role Archive of one account, which trusts role Deploy of another. */
class TrustedRolesHeldTest {
  private static final String DEPLOY = "arn:aws:iam::111111111111:role/team/Deploy";
  private static final String SESSION = "arn:aws:sts::111111111111:assumed-role/Deploy/s1";

  private final List<IAMRole> roles = new ArrayList<>();
  private final CatalogBuilder builder =
      new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS);
  private final IAMRole archive = role("globex", "Archive", "/", "archive-1", DEPLOY);

  @Test
  void wantsARoleHeldThatIsThereAndTrustsItOnceItIs() {
    deploy("deploy-1");
    Catalog catalog = build();
    assertThat(reasons(catalog)).containsExactly(Reason.TRUSTED_ROLE_NOT_HELD);
    assertThat(principals(catalog)).isEmpty();
    assertThat(catalog.toHold())
        .containsExactly(
            new HeldRoles("globex", "archive", Optional.empty(), json(DEPLOY, "deploy-1")));

    hold(json(DEPLOY, "deploy-1"));
    assertThat(principals(build())).containsExactly(DEPLOY + " (" + id("deploy-1") + ")");
    assertThat(build().problems()).isEmpty();
    assertThat(build().toHold()).isEmpty();
  }

  @Test
  void holdsTheRoleBehindASession() {
    archive.getSpec().setTrustPolicy(trust(SESSION));
    deploy("deploy-1");
    hold(json(SESSION, "deploy-1"));
    assertThat(principals(build())).containsExactly(SESSION + " (" + id("deploy-1") + ")");
  }

  @Test
  void tellsOfARoleThatIsNotThere() {
    Catalog catalog = build();
    assertThat(reasons(catalog)).containsExactly(Reason.TRUSTED_ROLE_NOT_FOUND);
    assertThat(principals(catalog)).isEmpty();
    assertThat(catalog.toHold()).isEmpty();
  }

  @Test
  void neverHoldsARoleAnewThatWasDeletedOrMadeAgain() {
    hold(json(DEPLOY, "deploy-1"));
    Catalog gone = build();
    assertThat(reasons(gone)).containsExactly(Reason.TRUSTED_ROLE_REPLACED);
    assertThat(gone.problems().getFirst().message())
        .contains(id("deploy-1"), "is not there any more", remedy());

    deploy("deploy-2");
    Catalog again = build();
    assertThat(reasons(again)).containsExactly(Reason.TRUSTED_ROLE_REPLACED);
    assertThat(again.problems().getFirst().message())
        .contains(id("deploy-1"), id("deploy-2"), remedy());
    assertThat(again.toHold()).isEmpty();
    assertThat(principals(again)).containsExactly(DEPLOY + " (" + id("deploy-1") + ")");
  }

  @Test
  void holdsAnewOnceTheAnnotationIsGone() {
    deploy("deploy-2");
    archive.getMetadata().setAnnotations(null);
    assertThat(build().toHold())
        .extracting(HeldRoles::wanted)
        .containsExactly(json(DEPLOY, "deploy-2"));
  }

  @Test
  void forgetsWhomTheTrustPolicyDoesNotNameAnyMore() {
    String former = "arn:aws:iam::111111111111:role/Former";
    deploy("deploy-1");
    String both =
        "{\"%s\":\"%s\",\"%s\":\"%s\"}".formatted(DEPLOY, id("deploy-1"), former, id("former-1"));
    hold(both);
    assertThat(build().toHold())
        .containsExactly(
            new HeldRoles("globex", "archive", Optional.of(both), json(DEPLOY, "deploy-1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111111111111:role/Deploy",
        "arn:aws:iam::111111111111:role/team/deploy",
        "arn:aws:iam::222222222222:role/team/Deploy",
        "arn:aws-cn:iam::111111111111:role/team/Deploy",
        "arn:aws:sts::222222222222:assumed-role/Deploy/s1",
        "arn:aws-cn:sts::111111111111:assumed-role/Deploy/s1",
      })
  void findsNoRoleOfAnotherPathCaseAccountOrPartition(String principal) {
    deploy("deploy-1");
    archive.getSpec().setTrustPolicy(trust(principal));
    assertThat(reasons(build())).containsExactly(Reason.TRUSTED_ROLE_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1}", "{\"a\":\"AIDA\"}", "nonsense", "{\"a\":null}"})
  void trustsNoRoleByAnAnnotationThatCannotBeRead(String annotation) {
    deploy("deploy-1");
    hold(annotation);
    Catalog catalog = build();
    assertThat(reasons(catalog)).containsExactly(Reason.TRUSTED_ROLES_UNREADABLE);
    assertThat(catalog.problems().getFirst().message()).contains(remedy());
    assertThat(principals(catalog)).isEmpty();
    assertThat(catalog.toHold()).isEmpty();
  }

  /** All roles' are read when any resource changes: nobody's may keep the others waiting. */
  @Test
  void readsNoAnnotationOfExcessiveLength() {
    deploy("deploy-1");
    hold("{" + " ".repeat(32 * 1024) + "}");
    assertThat(reasons(build())).containsExactly(Reason.TRUSTED_ROLES_UNREADABLE);
  }

  @Test
  void leavesRolesThatTrustNoRoleAlone() {
    archive.getSpec().setTrustPolicy(trust("111111111111"));
    assertThat(build().toHold()).isEmpty();
    assertThat(build().problems()).isEmpty();
  }

  private void hold(String annotation) {
    archive.getMetadata().setAnnotations(Map.of(HeldRoles.ANNOTATION, annotation));
  }

  private static String remedy() {
    return "kubectl annotate iamrole -n globex archive rolecall.dev/trusted-roles-";
  }

  private static String json(String principal, String uid) {
    return "{\"%s\":\"%s\"}".formatted(principal, id(uid));
  }

  private static String id(String uid) {
    return RoleId.ofUid(uid).toString();
  }

  private static List<Reason> reasons(Catalog catalog) {
    return catalog.problems().stream().map(CatalogProblem::reason).toList();
  }

  private List<String> principals(Catalog catalog) {
    PolicyDocument trust = catalog.role(RoleId.ofUid("archive-1")).orElseThrow().trustPolicy();
    return ((Principals.Listed) trust.statements().getFirst().principals())
        .entries().stream().map(Object::toString).toList();
  }

  private Catalog build() {
    return builder.build(
        new ResourceLists(
            List.of(account("acme", "111111111111"), account("globex", "222222222222")),
            roles,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static Account account(String namespace, String id) {
    Account account = new Account();
    account.getMetadata().setName(namespace);
    account.getMetadata().setUid("uid-" + namespace);
    account.getSpec().setAccountId(id);
    account.getSpec().setNamespaces(List.of(namespace));
    return account;
  }

  private void deploy(String uid) {
    role("acme", "Deploy", "/team/", uid, "999999999999");
  }

  private IAMRole role(String namespace, String name, String path, String uid, String trusted) {
    IAMRole role = new IAMRole();
    role.getMetadata().setNamespace(namespace);
    role.getMetadata().setName(name.toLowerCase(Locale.ROOT));
    role.getMetadata().setUid(uid);
    role.getSpec().setRoleName(name);
    role.getSpec().setPath(path);
    role.getSpec().setTrustPolicy(trust(trusted));
    roles.add(role);
    return role;
  }

  private static Map<String, Object> trust(String principal) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        Map.of(
            "Effect", "Allow", "Principal", Map.of("AWS", principal), "Action", "sts:AssumeRole"));
  }
}
