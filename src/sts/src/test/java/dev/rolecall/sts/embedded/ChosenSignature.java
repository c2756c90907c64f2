package dev.rolecall.sts.embedded;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/**
 * A JWT (ES384) that ends as its maker likes, and the key that it is good for: he chooses the
 * signature (R, s), and the key is (sR - eG)/r.
 *
 * @param jwk the public key; nobody knows the private one
 */
record ChosenSignature(String jwk, String token) {
  private static final int BYTES = 48;

  /**
   * @param end 64 characters of base64url, the first of which is not {@code _}
   */
  static ChosenSignature endingIn(String end, JWTClaimsSet claims) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    ECPublicKey random = (ECPublicKey) generator.generateKeyPair().getPublic();
    ECParameterSpec curve = random.getParams();
    BigInteger order = curve.getOrder();

    String signed =
        encode("{\"alg\":\"ES384\",\"kid\":\"chosen\"}") + "." + encode(claims.toString());
    BigInteger r = random.getW().getAffineX().mod(order);
    BigInteger s = new BigInteger(1, Base64.getUrlDecoder().decode(end));
    BigInteger e =
        new BigInteger(
            1,
            MessageDigest.getInstance("SHA-384").digest(signed.getBytes(StandardCharsets.UTF_8)));
    ECPoint difference =
        add(
            times(s, random.getW(), curve),
            times(e.negate().mod(order), curve.getGenerator(), curve),
            curve);
    ECPoint key = times(r.modInverse(order), difference, curve);

    byte[] signature = new byte[2 * BYTES];
    copy(r, signature, BYTES);
    copy(s, signature, 2 * BYTES);
    return new ChosenSignature(jwk(key, curve), signed + "." + encode(signature));
  }

  private static String jwk(ECPoint key, ECParameterSpec curve) throws GeneralSecurityException {
    ECPublicKey made =
        (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(key, curve));
    return new ECKey.Builder(Curve.P_384, made).keyID("chosen").build().toJSONString();
  }

  private static ECPoint times(BigInteger factor, ECPoint point, ECParameterSpec curve) {
    ECPoint product = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = add(product, product, curve);
      if (factor.testBit(bit)) {
        product = add(product, point, curve);
      }
    }
    return product;
  }

  /** Of points that are not each other's negatives. */
  private static ECPoint add(ECPoint a, ECPoint b, ECParameterSpec curve) {
    if (a.equals(ECPoint.POINT_INFINITY) || b.equals(ECPoint.POINT_INFINITY)) {
      return a.equals(ECPoint.POINT_INFINITY) ? b : a;
    }
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger x = a.getAffineX();
    BigInteger rise = b.getAffineY().subtract(a.getAffineY());
    BigInteger run = b.getAffineX().subtract(x);
    if (a.equals(b)) {
      rise = x.pow(2).multiply(BigInteger.valueOf(3)).add(curve.getCurve().getA());
      run = a.getAffineY().shiftLeft(1);
    }
    BigInteger slope = rise.multiply(run.modInverse(prime)).mod(prime);
    BigInteger sum = slope.pow(2).subtract(x).subtract(b.getAffineX()).mod(prime);
    return new ECPoint(sum, slope.multiply(x.subtract(sum)).subtract(a.getAffineY()).mod(prime));
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    for (int i = 0; i < BYTES; i++) {
      to[end - 1 - i] = number.shiftRight(8 * i).byteValue();
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
