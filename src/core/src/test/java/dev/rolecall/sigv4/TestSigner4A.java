package dev.rolecall.sigv4;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;

/** Signs as Signature Version 4A does. */
final class TestSigner4A extends TestSigner {
  private final String regions;
  private final PrivateKey key = key();

  TestSigner4A(String regions) {
    this.regions = regions;
    scope("20260911/sts/aws4_request");
  }

  @Override
  SignedRequest sign() {
    header("x-amz-region-set", regions);
    return super.sign();
  }

  @Override
  SignedRequest presign(String expires, String more) {
    String encoded = regions.replace(",", "%2C").replace("*", "%2A");
    return super.presign(expires, "&X-Amz-Region-Set=" + encoded + more);
  }

  @Override
  String algorithm() {
    return "AWS4-ECDSA-P256-SHA256";
  }

  @Override
  String sign(String text) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(bytes(text));
      return HexFormat.of().formatHex(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first number that the key derivation yields is within the curve's order for this key. */
  private static PrivateKey key() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      byte[] number =
          hmac(
              bytes("AWS4A" + SECRET),
              bytes("\0\0\0\1AWS4-ECDSA-P256-SHA256\0" + KEY_ID + "\1\0\0\1\0"));
      return KeyFactory.getInstance("EC")
          .generatePrivate(
              new ECPrivateKeySpec(
                  new BigInteger(1, number).add(BigInteger.ONE),
                  parameters.getParameterSpec(ECParameterSpec.class)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
