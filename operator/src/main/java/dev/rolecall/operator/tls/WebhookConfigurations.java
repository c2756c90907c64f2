package dev.rolecall.operator.tls;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Tells the API server which certificates the webhooks have: {@code caBundle} of both kinds. */
public final class WebhookConfigurations {
  private static final Logger LOG = Logger.getLogger(WebhookConfigurations.class);
  private static final String NAME = "rolecall";

  private final KubernetesClient client;

  public WebhookConfigurations(KubernetesClient client) {
    this.client = client;
  }

  /** Patches the configurations whose bundle is another; those that are not there are left so. */
  public void trust(String bundle) {
    String encoded = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII));
    Resource<MutatingWebhookConfiguration> mutating =
        client.admissionRegistration().v1().mutatingWebhookConfigurations().withName(NAME);
    MutatingWebhookConfiguration mutatingNow = mutating.get();
    if (mutatingNow != null) {
      patch(
          mutating,
          mutatingNow.getWebhooks().stream().map(MutatingWebhook::getClientConfig).toList(),
          encoded);
    }
    Resource<ValidatingWebhookConfiguration> validating =
        client.admissionRegistration().v1().validatingWebhookConfigurations().withName(NAME);
    ValidatingWebhookConfiguration validatingNow = validating.get();
    if (validatingNow != null) {
      patch(
          validating,
          validatingNow.getWebhooks().stream().map(ValidatingWebhook::getClientConfig).toList(),
          encoded);
    }
  }

  private static <T extends HasMetadata> void patch(
      Resource<T> configuration, List<WebhookClientConfig> webhooks, String bundle) {
    String operations =
        IntStream.range(0, webhooks.size())
            .filter(i -> !bundle.equals(webhooks.get(i).getCaBundle()))
            .mapToObj(i ->
                "{\"op\":\"add\",\"path\":\"/webhooks/%d/clientConfig/caBundle\",\"value\":\"%s\"}"
                    .formatted(i, bundle))
            .collect(Collectors.joining(","));
    if (!operations.isEmpty()) {
      configuration.patch(PatchContext.of(PatchType.JSON), "[" + operations + "]");
      LOG.infof("the API server now trusts the webhooks' certificates (%d)", webhooks.size());
    }
  }
}
