package dev.rolecall.directory;

import dev.rolecall.identity.AccountId;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OIDC provider that an account trusts to name principals.
 *
 * @param issuer the {@code iss} claim, {@code https://host/path}
 * @param clientIds the audiences it accepts
 */
public record Provider(AccountId account, URI issuer, Set<String> clientIds, Keys keys) {
  public Provider {
    clientIds = Set.copyOf(clientIds);
  }

  /** {@code arn:aws:iam::<account>:oidc-provider/<host/path>}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":oidc-provider/" + hostAndPath(issuer.toString());
  }

  /** The issuer without its scheme: what condition keys begin with. */
  public static String hostAndPath(String issuer) {
    return issuer.startsWith("https://") ? issuer.substring("https://".length()) : issuer;
  }

  /** How its keys are found. */
  public sealed interface Keys {
    /** By {@code <issuer>/.well-known/openid-configuration}. */
    record Discovery(@Nullable String caBundle) implements Keys {}

    /** At this URL. */
    record Url(URI jwksUri, @Nullable String caBundle) implements Keys {}

    /** These: the JSON text of a JWK set. */
    record Inline(String jwks) implements Keys {}
  }
}
