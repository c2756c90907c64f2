package dev.rolecall.fakes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An issuer of ID tokens with keys of its own; the last one signs. */
public final class FakeIssuer {
  private static final int LIFETIME = 3600;

  private final String issuer;
  private final Clock clock;
  private final List<JWK> keys = new ArrayList<>();

  /** An issuer without keys. */
  public FakeIssuer(String issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Signs with a new RSA key of this id from now on; the earlier ones stay published. */
  public FakeIssuer rotate(String keyId) {
    return rotate(rsa(keyId, 2048));
  }

  /** Signs with this key from now on; the earlier ones stay published. */
  public FakeIssuer rotate(JWK key) {
    keys.add(key);
    return this;
  }

  public static RSAKey rsa(String keyId, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The published JWK set. */
  public String jwks() {
    return new JWKSet(keys).toString();
  }

  /** The claims of a token that is issued now for an hour. */
  public Map<String, Object> claims(String subject, String audience) {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("iat", now);
    claims.put("exp", now + LIFETIME);
    return claims;
  }

  /** A token with these claims; the algorithm is SHA-256's for RSA, the curve's own else. */
  public String sign(Map<String, ?> claims) {
    return sign(Json.write(claims));
  }

  /** A token with this payload. */
  public String sign(String payload) {
    JWK key = keys.getLast();
    return sign(new JWSHeader.Builder(algorithm(key)).keyID(key.getKeyID()).build(), key, payload);
  }

  private static JWSAlgorithm algorithm(JWK key) {
    try {
      return key instanceof ECKey ec ? ECDSA.resolveAlgorithm(ec.getCurve()) : JWSAlgorithm.RS256;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of a key that need not be this issuer's. */
  public static String sign(JWSHeader header, JWK key, String payload) {
    try {
      JWSSigner signer =
          key instanceof ECKey ec
              ? new ECDSASigner(ec)
              : new RSASSASigner(key.toRSAKey().toPrivateKey(), true);
      JWSObject token = new JWSObject(header, new Payload(payload));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
