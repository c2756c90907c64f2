package dev.rolecall.fakes;

import dev.rolecall.sigv4.SignedRequest;
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
public class TestSigner {
  public static final String KEY_ID = "ASIAIOSFODNN7EXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final String keyId;
  private final String secret;
  private final TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "sts.example"));
  private String method = "POST";
  private String date = "20260911T120000Z";
  private String dateHeader = "x-amz-date";
  private String scope = "20260911/us-east-1/sts/aws4_request";
  private String path = "/";
  private String canonicalPath = "/";
  private String query = "";
  private String canonicalQuery = "";
  private String payload = "";
  private String presignedPayload = "";
  private byte[] body = {};

  public TestSigner() {
    this(KEY_ID, SECRET);
  }

  public TestSigner(String keyId, String secret) {
    this.keyId = keyId;
    this.secret = secret;
  }

  public final TestSigner method(String value) {
    method = value;
    return this;
  }

  public final TestSigner date(String value) {
    date = value;
    return this;
  }

  /** The header that has the date. */
  public final TestSigner dateHeader(String value) {
    dateHeader = value;
    return this;
  }

  public final TestSigner scope(String value) {
    scope = value;
    return this;
  }

  public final TestSigner path(String wire, String canonical) {
    path = wire;
    canonicalPath = canonical;
    return this;
  }

  /** Of a request that is signed in the header; presigned ones have parameters of their own. */
  public final TestSigner query(String wire, String canonical) {
    query = wire;
    canonicalQuery = canonical;
    return this;
  }

  public final TestSigner header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public final TestSigner body(String value) {
    body = value.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** The last line of the canonical request, where it is not the body's hash. */
  public final TestSigner payload(String value) {
    payload = value;
    return this;
  }

  /** The same, stated in the header that S3 wants. */
  public final TestSigner stated(String value) {
    return header("x-amz-content-sha256", value).payload(value);
  }

  /** The same, stated in the query of a presigned request. */
  public final TestSigner statedInTheQuery(String value) {
    presignedPayload = "&X-Amz-Content-Sha256=" + value;
    return payload(value);
  }

  /** Signed in the Authorization header. */
  public SignedRequest sign() {
    headers.put(dateHeader, date);
    List<Header> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(new Header(name.toUpperCase(Locale.ROOT), value)));
    lines.add(
        new Header(
            "Authorization",
            "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(algorithm(), keyId, scope, signedHeaders(), signature(canonicalQuery))));
    return new SignedRequest(method, path, query, lines, body);
  }

  /** Signed in the query, for {@code expires} seconds. */
  public final SignedRequest presign(String expires) {
    return presign(expires, "");
  }

  /**
   * @param more parameters that sort before {@code X-Amz-SignedHeaders}, with an ampersand each
   */
  public SignedRequest presign(String expires, String more) {
    String parameters =
        "X-Amz-Algorithm=%s%s&X-Amz-Credential=%s&X-Amz-Date=%s%s%s&X-Amz-SignedHeaders=%s"
            .formatted(
                algorithm(),
                presignedPayload,
                (keyId + "/" + scope).replace("/", "%2F"),
                date,
                expires.isEmpty() ? "" : "&X-Amz-Expires=" + expires,
                more,
                signedHeaders().replace(";", "%3B"));
    List<Header> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(new Header(name, value)));
    return new SignedRequest(
        method, path, parameters + "&X-Amz-Signature=" + signature(parameters), lines, body);
  }

  /** The signature of a chunk, where {@code previous} is the one before. */
  public final String chunk(String previous, String content) {
    return sign(
        String.join(
            "\n",
            algorithm() + "-PAYLOAD",
            date,
            scope,
            previous,
            hash(new byte[0]),
            hash(bytes(content))));
  }

  /** The signature of a trailer of these canonical lines. */
  public final String trailer(String previous, String lines) {
    return sign(
        String.join("\n", algorithm() + "-TRAILER", date, scope, previous, hash(bytes(lines))));
  }

  private String signedHeaders() {
    return String.join(";", headers.keySet());
  }

  private String signature(String signedQuery) {
    StringBuilder canonical = new StringBuilder(method + "\n" + canonicalPath + "\n");
    canonical.append(signedQuery).append('\n');
    headers.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    canonical.append('\n').append(signedHeaders()).append('\n');
    canonical.append(payload.isEmpty() ? hash(body) : payload);
    return sign(String.join("\n", algorithm(), date, scope, hash(bytes(canonical.toString()))));
  }

  public String algorithm() {
    return "AWS4-HMAC-SHA256";
  }

  String sign(String text) {
    byte[] key = bytes("AWS4" + secret);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, bytes(part));
    }
    return HexFormat.of().formatHex(hmac(key, bytes(text)));
  }

  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
