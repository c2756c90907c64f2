package dev.rolecall.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.kube.resource.OIDCProvider;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** An issuer that is not the cluster's, as of a CI system, whose keys its OIDCProvider has. */
final class ForeignIssuer {
  static final String ROLE = "arn:aws:iam::111111111111:role/deploy";

  private static final String ISSUER = "https://ci.example.com";
  private static final String SUBJECT = "repo:acme/shop";
  private static final String AUDIENCE = "rolecall";
  private static final int KEY_BITS = 2048;

  private final RSAKey key;

  ForeignIssuer() throws JOSEException {
    key = new RSAKeyGenerator(KEY_BITS).keyID("ci-1").generate();
  }

  /** Declares it, with a role that trusts it, and waits until both are in use. */
  void declare(KubernetesClient client) {
    String yaml =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: OIDCProvider
        metadata: {name: ci, namespace: acme-shop}
        spec:
          url: %1$s
          clientIds: [%2$s]
          jwks: '%3$s'
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: deploy, namespace: acme-shop}
        spec:
          trustPolicy:
            Version: "2012-10-17"
            Statement:
              Effect: Allow
              Principal: {Federated: "arn:aws:iam::111111111111:oidc-provider/ci.example.com"}
              Action: sts:AssumeRoleWithWebIdentity
              Condition: {StringEquals: {"ci.example.com:sub": "%4$s"}}
        """
            .formatted(ISSUER, AUDIENCE, new JWKSet(key.toPublicJWK()), SUBJECT);
    client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).serverSideApply();
    client
        .resources(OIDCProvider.class)
        .inNamespace(Tenants.ACME)
        .withName("ci")
        .waitUntilCondition(
            now ->
                now != null
                    && now.getStatus() != null
                    && now.getStatus().getConditions().stream()
                        .anyMatch(condition -> "True".equals(condition.getStatus())),
            1,
            TimeUnit.MINUTES);
  }

  /** A token that is good for some minutes. */
  String token() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(SUBJECT)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
