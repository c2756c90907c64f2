package dev.rolecall.token;

import com.nimbusds.jose.jwk.Curve;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that AWS STS accepts (RFC 7518, sections 3.3 and 3.4). */
enum SigningAlgorithm {
  RS256("SHA256withRSA", null, 0),
  RS384("SHA384withRSA", null, 0),
  RS512("SHA512withRSA", null, 0),
  ES256("SHA256withECDSAinP1363Format", Curve.P_256, 64),
  ES384("SHA384withECDSAinP1363Format", Curve.P_384, 96),
  ES512("SHA512withECDSAinP1363Format", Curve.P_521, 132);

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 4096;
  private static final int LONGEST_EXPONENT = 32;

  private final String jdkName;
  private final @Nullable Curve curve;
  private final int signatureLength;

  SigningAlgorithm(String jdkName, @Nullable Curve curve, int signatureLength) {
    this.jdkName = jdkName;
    this.curve = curve;
    this.signatureLength = signatureLength;
  }

  /** The algorithm of a JOSE {@code alg}; empty for every other one. */
  static Optional<SigningAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(alg)).findFirst();
  }

  /** Whether any algorithm can use the key. */
  static boolean anyAccepts(PublicKey key) {
    return Arrays.stream(values()).anyMatch(algorithm -> algorithm.accepts(key));
  }

  /** Whether the key is of the right type, and for elliptic curves on the right curve. */
  boolean accepts(PublicKey key) {
    if (curve == null) {
      return key instanceof RSAPublicKey rsa && isSound(rsa);
    }
    return key instanceof ECPublicKey ec && curve.equals(Curve.forECParameterSpec(ec.getParams()));
  }

  /** 2048 to 4096 bits, and an exponent that is odd and does not stall; the JDK wants 3 or more. */
  private static boolean isSound(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    return bits >= SHORTEST_RSA
        && bits <= LONGEST_RSA
        && key.getPublicExponent().testBit(0)
        && key.getPublicExponent().bitLength() <= LONGEST_EXPONENT;
  }

  /**
   * Whether {@code signature} is the key's for {@code text}.
   *
   * @param key one that this algorithm {@link #accepts}
   * @param signature as JOSE has it: for elliptic curves R and S of fixed length, not DER
   */
  boolean verifies(PublicKey key, byte[] text, byte[] signature) {
    if (curve != null && signature.length != signatureLength) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jdkName);
      verifier.initVerify(key);
      verifier.update(text);
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
