package dev.rolecall.bench.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.session.Credentials;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as SDKs do: Signature Version 4 in headers, the session token signed. */
final class Signer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private final String service;

  Signer(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /** The headers, signed, with those that the signature adds. The query is empty. */
  Map<String, String> sign(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      Credentials credentials) {
    String time = TIME.format(Instant.now());
    Map<String, String> all = new TreeMap<>(headers);
    all.put("x-amz-date", time);
    all.put("x-amz-security-token", credentials.sessionToken().reveal());
    if (service.equals("s3")) {
      all.put("x-amz-content-sha256", sha256(body));
    }
    String names = String.join(";", all.keySet());
    String canonical =
        all.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(
                Collectors.joining(
                    "", method + "\n" + path + "\n\n", "\n" + names + "\n" + sha256(body)));
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
    byte[] key = ("AWS4" + credentials.secretAccessKey().reveal()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    Map<String, String> signed = new LinkedHashMap<>(all);
    signed.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                credentials.accessKeyId(),
                scope,
                names,
                HexFormat.of().formatHex(hmac(key, text))));
    return signed;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
