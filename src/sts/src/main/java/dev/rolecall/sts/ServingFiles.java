package dev.rolecall.sts;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A serving certificate, its key, and whom clients' certificates are trusted by, as files had them
 * at one moment. Who renews them changes one file after the other, so that for a moment the key may
 * be of another certificate.
 */
final class ServingFiles {
  private static final int CHALLENGE = 32;

  private final byte[] certificate;
  private final byte[] key;
  private final List<byte[]> authorities;

  private ServingFiles(byte[] certificate, byte[] key, List<byte[]> authorities) {
    this.certificate = certificate;
    this.key = key;
    this.authorities = authorities;
  }

  /** The files as they are now; PEM. */
  static ServingFiles read(Path certificate, Path key, List<Path> authorities) throws IOException {
    List<byte[]> trusted = new ArrayList<>();
    for (Path authority : authorities) {
      trusted.add(Files.readAllBytes(authority));
    }
    return new ServingFiles(Files.readAllBytes(certificate), Files.readAllBytes(key), trusted);
  }

  /** Whether they have the same bytes as then. */
  boolean isSameAs(ServingFiles other) {
    return Arrays.equals(certificate, other.certificate)
        && Arrays.equals(key, other.key)
        && authorities.size() == other.authorities.size()
        && IntStream.range(0, authorities.size())
            .allMatch(i -> Arrays.equals(authorities.get(i), other.authorities.get(i)));
  }

  /** Whether the key signs what the certificate verifies. */
  boolean belongsTogether(Vertx vertx) {
    try {
      PemKeyCertOptions options =
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(certificate))
              .addKeyValue(Buffer.buffer(key));
      for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager pairs) {
          return belongsTogether(pairs);
        }
      }
      return false;
    } catch (Exception e) {
      // Half of a file is as good as half of a pair.
      return false;
    }
  }

  private static boolean belongsTogether(X509KeyManager pairs) throws GeneralSecurityException {
    for (Algorithm algorithm : Algorithm.values()) {
      String[] aliases = pairs.getServerAliases(algorithm.keys, null);
      if (aliases != null && aliases.length > 0) {
        return algorithm.verifies(
            pairs.getCertificateChain(aliases[0])[0].getPublicKey(),
            pairs.getPrivateKey(aliases[0]));
      }
    }
    return false;
  }

  /** What keys of certificates there are. */
  private enum Algorithm {
    EC("EC", "SHA256withECDSA"),
    RSA("RSA", "SHA256withRSA"),
    EDDSA("EdDSA", "EdDSA");

    private final String keys;
    private final String signatures;

    Algorithm(String keys, String signatures) {
      this.keys = keys;
      this.signatures = signatures;
    }

    boolean verifies(PublicKey certified, PrivateKey key) throws GeneralSecurityException {
      byte[] challenge = new byte[CHALLENGE];
      new SecureRandom().nextBytes(challenge);
      Signature signer = Signature.getInstance(signatures);
      signer.initSign(key);
      signer.update(challenge);
      Signature verifier = Signature.getInstance(signatures);
      verifier.initVerify(certified);
      verifier.update(challenge);
      return verifier.verify(signer.sign());
    }
  }

  @Override
  public String toString() {
    return new String(certificate, StandardCharsets.US_ASCII);
  }
}
