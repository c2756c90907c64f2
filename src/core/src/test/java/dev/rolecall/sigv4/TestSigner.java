package dev.rolecall.sigv4;

import dev.rolecall.sigv4.SignedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer of its own, so that a test does not check the verifier with itself. Path and query are
 * given in canonical form and as they travel.
 */
final class TestSigner {
  static final String KEY_ID = "ASIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "sts.example"));
  private String date = "20260911T120000Z";
  private String scope = "20260911/us-east-1/sts/aws4_request";
  private String path = "/";
  private String canonicalPath = "/";
  private String query = "";
  private String canonicalQuery = "";
  private String payload = "";
  private byte[] body = {};

  TestSigner date(String value) {
    date = value;
    return this;
  }

  TestSigner scope(String value) {
    scope = value;
    return this;
  }

  TestSigner path(String wire, String canonical) {
    path = wire;
    canonicalPath = canonical;
    return this;
  }

  TestSigner query(String wire, String canonical) {
    query = wire;
    canonicalQuery = canonical;
    return this;
  }

  TestSigner header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  TestSigner body(String value) {
    body = value.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** The last line of the canonical request, where it is not the body's hash. */
  TestSigner payload(String value) {
    payload = value;
    return this;
  }

  /** Signed in the Authorization header. */
  SignedRequest sign() {
    headers.put("x-amz-date", date);
    List<Header> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(new Header(name.toUpperCase(Locale.ROOT), value)));
    lines.add(
        new Header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(KEY_ID, scope, signedHeaders(), signature(canonicalQuery))));
    return new SignedRequest("POST", path, query, lines, body);
  }

  /** Signed in the query, for {@code expires} seconds. */
  SignedRequest presign(String expires) {
    String parameters =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s%s&X-Amz-SignedHeaders=%s"
            .formatted(
                (KEY_ID + "/" + scope).replace("/", "%2F"),
                date,
                expires.isEmpty() ? "" : "&X-Amz-Expires=" + expires,
                signedHeaders().replace(";", "%3B"));
    List<Header> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(new Header(name, value)));
    return new SignedRequest(
        "POST", path, parameters + "&X-Amz-Signature=" + signature(parameters), lines, body);
  }

  private String signedHeaders() {
    return String.join(";", headers.keySet());
  }

  private String signature(String signedQuery) {
    StringBuilder canonical = new StringBuilder("POST\n" + canonicalPath + "\n");
    canonical.append(signedQuery).append('\n');
    headers.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    canonical.append('\n').append(signedHeaders()).append('\n');
    canonical.append(payload.isEmpty() ? hash(body) : payload);
    String text =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(bytes(canonical.toString()));
    byte[] key = bytes("AWS4" + SECRET);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
