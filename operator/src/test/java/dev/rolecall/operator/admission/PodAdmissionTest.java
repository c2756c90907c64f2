package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.operator.fakes.Reviews;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.InjectionFixtures;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PodAdmissionTest {
  private static final String EKS = "eks.amazonaws.com/role-arn";
  private static final String ROLE = "arn:aws:iam::222222222222:role/app/Reports";

  private final InMemoryResources resources =
      new InMemoryResources().add(InMemoryResources.account("111111111111", "team"));
  private final Map<ServiceAccountRef, ServiceAccounts.Lookup> serviceAccounts = new HashMap<>();
  private final PodAdmission admission = admission("eks.amazonaws.com");

  @Test
  void usesTheDefaultModeWhereNothingElseIsSaid() {
    assertThat(patch(pod(Map.of(), "app")))
        .contains("169.254.170.23")
        .doesNotContain("rolecall-agent");
  }

  @Test
  void usesTheModeThatThePodSays() {
    assertThat(patch(pod(Map.of(Mode.ANNOTATION, "sidecar"), "app")))
        .contains("rolecall-agent", "127.0.0.1:8481");
  }

  @Test
  void refusesAModeThatThereIsNot() {
    assertThat(review(pod(Map.of(Mode.ANNOTATION, "Sidecar"), "app")))
        .isEqualTo(
            new AdmissionAnswer.Refused(
                AdmissionAnswer.Refusal.FORBIDDEN,
                "annotation rolecall.dev/mode is 'Sidecar'; it is one of node, sidecar,"
                    + " web-identity, ecs"));
  }

  @Test
  void takesAnEksServiceAccountAsWebIdentity() {
    annotate("app", Map.of(EKS, ROLE));
    assertThat(patch(pod(Map.of(), "app")))
        .contains("{\"name\":\"AWS_ROLE_ARN\",\"value\":\"" + ROLE + "\"}")
        .contains("AWS_WEB_IDENTITY_TOKEN_FILE")
        .doesNotContain("AWS_CONTAINER");
  }

  @Test
  void givesContainerCredentialsWhereAnAssociationNamesTheRoleAsEksDoes() {
    resources.add(
        new Association(
            "team",
            "reports",
            List.of("app"),
            LabelSelector.EVERYTHING,
            RoleArn.parse(ROLE).map(role -> new AssociatedRole(role, 0, Optional.empty(), true)),
            Map.of(),
            null));
    annotate("app", Map.of(EKS, ROLE));
    assertThat(patch(pod(Map.of(), "app")))
        .contains("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        .doesNotContain("AWS_ROLE_ARN");
    annotate("other", Map.of(EKS, ROLE));
    assertThat(patch(pod(Map.of(), "other"))).contains("AWS_ROLE_ARN");
  }

  @Test
  void readsServiceAccountsByTheSettingsPrefixAlone() {
    annotate("app", Map.of("irsa.acme.test/role-arn", ROLE));
    annotate("eks", Map.of(EKS, ROLE));
    PodAdmission irsa = admission("irsa.acme.test");
    assertThat(Reviews.answer(irsa, Reviews.create(pod(Map.of(), "app"))))
        .isInstanceOfSatisfying(
            AdmissionAnswer.Patched.class,
            patched -> assertThat(patched.patch().toString()).contains("AWS_ROLE_ARN", ROLE));
    assertThat(Reviews.answer(irsa, Reviews.create(pod(Map.of(), "eks"))))
        .isInstanceOfSatisfying(
            AdmissionAnswer.Patched.class,
            patched -> assertThat(patched.patch().toString()).doesNotContain("AWS_ROLE_ARN"));
  }

  @Test
  void letsThePodChooseAgainstItsEksServiceAccount() {
    annotate("app", Map.of(EKS, ROLE));
    assertThat(patch(pod(Map.of(Mode.ANNOTATION, "node"), "app")))
        .doesNotContain("AWS_ROLE_ARN")
        .contains("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  }

  @Test
  void buildsTheArnOfARoleThatIsNamedAlone() {
    assertThat(
            patch(
                pod(
                    Map.of(Mode.ANNOTATION, "web-identity", RoleBinding.ROLE_ANNOTATION, "Reports"),
                    "app")))
        .contains("arn:aws:iam::111111111111:role/Reports");
  }

  @Test
  void saysWhyThereIsNoRole() {
    AdmissionAnswer answer = review(pod(Map.of(Mode.ANNOTATION, "web-identity"), "app"));
    assertThat(answer).isInstanceOf(AdmissionAnswer.Patched.class);
    assertThat(((AdmissionAnswer.Patched) answer).warnings())
        .containsExactly("AWS_ROLE_ARN is not set: nothing names a role for it");
  }

  @Test
  void knowsTheServiceAccountThatAPodHasWithoutSayingSo() {
    annotate("default", Map.of(EKS, ROLE));
    ObjectNode pod = pod(Map.of(), "");
    assertThat(patch(pod)).contains(ROLE);
  }

  @Test
  void asksForAnotherTryWhileTheServiceAccountCannotBeLookedUp() {
    serviceAccounts.put(
        new ServiceAccountRef("team", "app"), new ServiceAccounts.Lookup.Unavailable("too slow"));
    assertThat(review(pod(Map.of(), "app")))
        .isInstanceOfSatisfying(
            AdmissionAnswer.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(AdmissionAnswer.Refusal.UNAVAILABLE);
              assertThat(refused.message()).startsWith("too slow").contains("try again");
            });
  }

  @Test
  void needsNoServiceAccountWhereThePodChooses() {
    serviceAccounts.put(
        new ServiceAccountRef("team", "app"), new ServiceAccounts.Lookup.Unavailable("too slow"));
    assertThat(patch(pod(Map.of(Mode.ANNOTATION, "node"), "app"))).isNotEmpty();
  }

  @Test
  void leavesWhatIsNoNewPodAlone() {
    assertThat(
            Reviews.answer(
                admission, Reviews.update(pod(Map.of(), "app"), MissingNode.getInstance())))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  private void annotate(String serviceAccount, Map<String, String> annotations) {
    serviceAccounts.put(
        new ServiceAccountRef("team", serviceAccount),
        new ServiceAccounts.Lookup.Found(annotations));
  }

  private String patch(JsonNode pod) {
    AdmissionAnswer answer = review(pod);
    assertThat(answer).isInstanceOf(AdmissionAnswer.Patched.class);
    return ((AdmissionAnswer.Patched) answer).patch().toString();
  }

  private AdmissionAnswer review(JsonNode pod) {
    return Reviews.answer(admission, Reviews.create(pod));
  }

  private PodAdmission admission(String annotationPrefix) {
    InjectionSettings settings =
        InjectionFixtures.settings(
            AgentEndpoint.NODE_IPV4, new ServerFeatures(false, true), annotationPrefix);
    return new PodAdmission(
        new PodMutator(
            settings, () -> "CA PEM", new CredentialsIds(Clock.systemUTC(), new SecureRandom())),
        new EksAnnotations(settings.workloads()),
        ref ->
            CompletableFuture.completedFuture(
                serviceAccounts.getOrDefault(ref, new ServiceAccounts.Lookup.Missing())),
        new RoleBinding(resources, "lab")::resolve,
        Mode.NODE);
  }

  private static ObjectNode pod(Map<String, String> annotations, String serviceAccount) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = pod.putObject("metadata").put("generateName", "app-");
    metadata.set("annotations", new ObjectMapper().valueToTree(annotations));
    ObjectNode spec = pod.putObject("spec").put("serviceAccountName", serviceAccount);
    spec.putArray("containers").addObject().put("name", "app");
    return pod;
  }
}
