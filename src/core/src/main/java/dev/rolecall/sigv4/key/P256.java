package dev.rolecall.sigv4.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** The curve P-256 (FIPS 186-5), with nothing but the JDK's cryptography. */
final class P256 {
  /** ECDSA with SHA-256 over the two numbers of a signature side by side, 32 bytes each. */
  static final String SIGNATURE = "SHA256withECDSAinP1363Format";

  static final ECParameterSpec CURVE = curve();

  private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();
  private static final byte[] PROBE = {1};

  private P256() {}

  /**
   * The public key of a private scalar. The JDK multiplies points for key agreement only, which
   * yields the x of the product; of the two points with that x, the key is the one that verifies
   * what the private key signs. No arithmetic of our own touches the scalar.
   */
  static ECPublicKey publicKey(BigInteger scalar) {
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      PrivateKey privateKey = keys.generatePrivate(new ECPrivateKeySpec(scalar, CURVE));
      BigInteger x = timesGenerator(keys, privateKey);
      BigInteger y = root(x);
      byte[] signature = sign(privateKey);
      for (BigInteger candidate : new BigInteger[] {y, PRIME.subtract(y)}) {
        ECPublicKey publicKey = point(keys, new ECPoint(x, candidate));
        if (verifies(publicKey, signature)) {
          return publicKey;
        }
      }
      throw new IllegalStateException("A scalar without its point on P-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger timesGenerator(KeyFactory keys, PrivateKey privateKey)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(privateKey);
    agreement.doPhase(point(keys, CURVE.getGenerator()), true);
    return new BigInteger(1, agreement.generateSecret());
  }

  /** A y of the curve's points at x; the prime is 3 modulo 4. */
  private static BigInteger root(BigInteger x) {
    BigInteger square =
        x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
    return square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
  }

  private static ECPublicKey point(KeyFactory keys, ECPoint point) throws GeneralSecurityException {
    return (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(point, CURVE));
  }

  private static byte[] sign(PrivateKey privateKey) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(privateKey);
    signer.update(PROBE);
    return signer.sign();
  }

  private static boolean verifies(PublicKey publicKey, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(SIGNATURE);
    verifier.initVerify(publicKey);
    verifier.update(PROBE);
    return verifier.verify(signature);
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
