package dev.rolecall.fakes;

import dev.rolecall.sigv4.SignedRequest;
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
public final class TestSigner4A extends TestSigner {
  private final String regions;
  private final PrivateKey key;

  public TestSigner4A(String regions) {
    this(KEY_ID, SECRET, regions);
  }

  public TestSigner4A(String keyId, String secret, String regions) {
    super(keyId, secret);
    this.regions = regions;
    this.key = key(keyId, secret);
    scope("20260911/sts/aws4_request");
  }

  @Override
  public SignedRequest sign() {
    header("x-amz-region-set", regions);
    return super.sign();
  }

  @Override
  public SignedRequest presign(String expires, String more) {
    String encoded = regions.replace(",", "%2C").replace("*", "%2A");
    return super.presign(expires, "&X-Amz-Region-Set=" + encoded + more);
  }

  @Override
  public String algorithm() {
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

  /** The first number of the derivation is within the curve's order but once in 2^32 times. */
  private static PrivateKey key(String keyId, String secret) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      byte[] number =
          hmac(
              bytes("AWS4A" + secret),
              bytes("\0\0\0\1AWS4-ECDSA-P256-SHA256\0" + keyId + "\1\0\0\1\0"));
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
