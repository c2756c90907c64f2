package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;

/**
 * The key of Signature Version 4A, good for every day, region and service. Only its public half is
 * kept.
 */
final class EcdsaKey implements SigningKey {
  private final PublicKey publicKey;

  private EcdsaKey(PublicKey publicKey) {
    this.publicKey = publicKey;
  }

  static EcdsaKey derive(String accessKeyId, Secret secretAccessKey) {
    return new EcdsaKey(P256.publicKey(EcdsaScalar.derive(accessKeyId, secretAccessKey)));
  }

  @Override
  public boolean verifies(String text, String signature) {
    Optional<byte[]> pair = DerSignature.pair(signature);
    return pair.isPresent() && verifies(text.getBytes(StandardCharsets.UTF_8), pair.get());
  }

  private boolean verifies(byte[] text, byte[] pair) {
    try {
      Signature verifier = Signature.getInstance(P256.SIGNATURE);
      verifier.initVerify(publicKey);
      verifier.update(text);
      return verifier.verify(pair);
    } catch (SignatureException e) {
      return false; // Numbers that no signature has, such as zero.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
