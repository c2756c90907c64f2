package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What is reported of a provider. */
public class OIDCProviderStatus extends ResourceStatus {
  @JsonPropertyDescription(
      "The ARN of the provider, which trust policies name as Federated principal.")
  private @Nullable String arn;

  public @Nullable String getArn() {
    return arn;
  }

  public void setArn(@Nullable String arn) {
    this.arn = arn;
  }
}
