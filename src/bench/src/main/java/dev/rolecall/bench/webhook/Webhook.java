package dev.rolecall.bench.webhook;

import dev.rolecall.binding.RoleBinding;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionReviews;
import dev.rolecall.operator.admission.CombinedAdmission;
import dev.rolecall.operator.admission.PlacementAdmission;
import dev.rolecall.operator.admission.PodAdmission;
import dev.rolecall.operator.admission.ServiceAccounts;
import dev.rolecall.operator.admission.power.PowerAdmission;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.AgentSettings;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.TokenVolume;
import dev.rolecall.operator.injection.plan.WorkloadSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Both webhooks that are asked about a new pod, over an account with so many associations. */
public final class Webhook {
  private static final InjectionSettings SETTINGS =
      new InjectionSettings(
          new WorkloadSettings("us-east-1", true, Duration.ofHours(1), "eks.amazonaws.com"),
          new TokenVolume("credentials", "/credentials", "token", List.of("credentials")),
          new TokenVolume("identity", "/identity", "token", List.of("identity")),
          AgentEndpoint.NODE_IPV4,
          new ServerFeatures(true, true),
          new AgentSettings(
              URI.create("https://rolecall-sts.rolecall-system.svc"),
              "rolecall",
              "rolecall/agent:1",
              List.of("/opt/agent"),
              List.of("/opt/health"),
              new AgentSettings.Resources("10m", Optional.empty(), "96Mi")));

  private final Admission injection;
  private final Admission rules;

  public Webhook(int associations) {
    Tenant tenant = new Tenant(associations);
    injection =
        new PodAdmission(
            mutator(),
            new EksAnnotations(SETTINGS.workloads()),
            serviceAccount ->
                CompletableFuture.completedFuture(new ServiceAccounts.Lookup.Found(Map.of())),
            new RoleBinding(tenant, "bench")::resolve,
            Mode.NODE);
    rules =
        new CombinedAdmission(
            List.of(new PowerAdmission(tenant::accountOf), new PlacementAdmission()));
  }

  /** What gives pods what they need. */
  public static PodMutator mutator() {
    return new PodMutator(
        SETTINGS,
        () -> "-----BEGIN CERTIFICATE-----\n" + "M".repeat(600),
        new CredentialsIds(Clock.systemUTC(), new SecureRandom()));
  }

  /** The answers to both reviews of a new pod, from bytes to text. */
  public int admit(byte[] review) throws AdmissionReviews.BadReview {
    return answer(injection, review).length() + answer(rules, review).length();
  }

  /** What is injected into the pod of a review. */
  public String inject(byte[] review) throws AdmissionReviews.BadReview {
    return answer(injection, review);
  }

  private static String answer(Admission admission, byte[] review)
      throws AdmissionReviews.BadReview {
    return AdmissionReviews.answer(admission, AdmissionReviews.read(review))
        .toCompletableFuture()
        .join();
  }
}
