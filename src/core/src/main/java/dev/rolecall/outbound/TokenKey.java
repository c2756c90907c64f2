package dev.rolecall.outbound;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.Date;

/** One private key. It prints as its id. */
final class TokenKey {
  private static final int LEAST_RSA_BITS = 2048;

  private final JWK key;
  private final TokenAlgorithm algorithm;
  private final JWSSigner signer;
  private final Instant created;

  private TokenKey(JWK key, TokenAlgorithm algorithm, JWSSigner signer, Instant created) {
    this.key = key;
    this.algorithm = algorithm;
    this.signer = signer;
    this.created = created;
  }

  /**
   * @throws IllegalArgumentException where it is no such key; the message holds no part of it
   */
  static TokenKey of(JWK key) {
    String id = key.getKeyID();
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("an identity token key has no kid");
    }
    Date created = key.getIssueTime();
    if (created == null) {
      throw new IllegalArgumentException("identity token key " + id + " has no iat");
    }
    if (!key.isPrivate()) {
      throw new IllegalArgumentException("identity token key " + id + " is not private");
    }
    try {
      return switch (key) {
        case RSAKey rsa when rsa.size() >= LEAST_RSA_BITS ->
            new TokenKey(rsa, TokenAlgorithm.RS256, new RSASSASigner(rsa), created.toInstant());
        case ECKey curve when curve.getCurve().equals(Curve.P_384) ->
            new TokenKey(curve, TokenAlgorithm.ES384, new ECDSASigner(curve), created.toInstant());
        default ->
            throw new IllegalArgumentException(
                "identity token key " + id + " is neither RSA of 2048 bits or more nor P-384");
      };
    } catch (JOSEException e) {
      // The cause may quote the key.
      throw new IllegalArgumentException("identity token key " + id + " cannot be used");
    }
  }

  String id() {
    return key.getKeyID();
  }

  TokenAlgorithm algorithm() {
    return algorithm;
  }

  Instant created() {
    return created;
  }

  JWK publicKey() {
    return key.toPublicJWK();
  }

  /** A compact JWS (RFC 7515) with this payload. */
  String sign(String payload) {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.name()))
                .type(JOSEObjectType.JWT)
                .keyID(id())
                .build(),
            new Payload(payload));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  @Override
  public String toString() {
    return "identity token key " + id();
  }
}
