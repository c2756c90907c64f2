package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an OIDCProvider says. */
public class OIDCProviderSpec extends OpenFields {
  @JsonPropertyDescription(
      "The issuer exactly as the iss claim of its tokens has it: https, without query and fragment. The issuers of this cluster and of Rolecall cannot be declared.")
  @Required
  @Size(max = 255)
  @Pattern("^https://[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[^?#\\s]*)?$")
  private @Nullable String url;

  @JsonPropertyDescription("The audiences that tokens may have: the azp claim, or else aud.")
  @Required
  @Size(min = 1, max = 100)
  private @Nullable List<@Size(min = 1, max = 255) String> clientIds;

  @JsonPropertyDescription(
      "Where the issuer's keys are, for an issuer without a discovery document at <url>/.well-known/openid-configuration.")
  @Size(max = 2048)
  @Pattern("^https://[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[^#\\s]*)?$")
  private @Nullable String jwksUri;

  @JsonPropertyDescription(
      "The issuer's keys themselves: the JSON text of a JWK set, for an issuer that cannot be reached from here.")
  @Size(min = 1, max = 65536)
  private @Nullable String jwks;

  @JsonPropertyDescription(
      "Certificates in PEM form that are trusted for the issuer's server, instead of the public ones.")
  @Size(max = 65536)
  @Pattern("^\\s*-----BEGIN CERTIFICATE-----")
  private @Nullable String caBundle;

  public @Nullable String getUrl() {
    return url;
  }

  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** Never null. */
  public List<String> getClientIds() {
    return elements(clientIds);
  }

  public void setClientIds(@Nullable List<String> clientIds) {
    this.clientIds = clientIds;
  }

  public @Nullable String getJwksUri() {
    return jwksUri;
  }

  public void setJwksUri(@Nullable String jwksUri) {
    this.jwksUri = jwksUri;
  }

  public @Nullable String getJwks() {
    return jwks;
  }

  public void setJwks(@Nullable String jwks) {
    this.jwks = jwks;
  }

  public @Nullable String getCaBundle() {
    return caBundle;
  }

  public void setCaBundle(@Nullable String caBundle) {
    this.caBundle = caBundle;
  }
}
