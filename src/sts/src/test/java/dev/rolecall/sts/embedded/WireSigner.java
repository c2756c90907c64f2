package dev.rolecall.sts.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs a request for {@code POST /} by Signature Version 4, written from its description and not
 * from the verifier, and gives it as it goes over the wire, so that each part can be made wrong.
 */
final class WireSigner {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  private final AwsSessionCredentials credentials;
  private final List<String[]> headers = new ArrayList<>();
  private String time = TIME.format(Instant.now());
  private String scope = "us-east-1/sts/aws4_request";
  private String query = "";
  private String canonicalQuery = "";
  private String body = "Action=GetCallerIdentity&Version=2011-06-15";
  private String sentBody = body;

  WireSigner(AwsSessionCredentials credentials) {
    this.credentials = credentials;
    header("Host", "sts");
    header("Content-Type", "application/x-www-form-urlencoded");
  }

  WireSigner at(Instant instant) {
    return at(TIME.format(instant));
  }

  WireSigner at(String text) {
    time = text;
    return this;
  }

  /**
   * @param regionServiceAndTerm of the credential's scope
   */
  WireSigner scope(String regionServiceAndTerm) {
    scope = regionServiceAndTerm;
    return this;
  }

  /** A header that is signed as it is sent; the same name may come several times. */
  WireSigner header(String name, String value) {
    headers.add(new String[] {name, value});
    return this;
  }

  /** The session token, as a header that is signed. */
  WireSigner signedToken() {
    return header("X-Amz-Security-Token", credentials.sessionToken());
  }

  /**
   * @param sent the query string
   * @param canonical the same as it must be signed
   */
  WireSigner query(String sent, String canonical) {
    query = sent;
    canonicalQuery = canonical;
    return this;
  }

  WireSigner body(String text) {
    body = text;
    sentBody = text;
    return this;
  }

  /** Another body than the one that is signed. */
  WireSigner sends(String text) {
    sentBody = text;
    return this;
  }

  /** The hash of the body that is signed, as a header. */
  WireSigner contentHash() {
    return header("X-Amz-Content-Sha256", sha256(body));
  }

  /** The request, signed. */
  String request() {
    return request(authorization());
  }

  /** The request with another Authorization. */
  String request(String authorization) {
    return request(List.of("Authorization: " + authorization));
  }

  String request(List<String> more) {
    return "POST /"
        + (query.isEmpty() ? "" : "?" + query)
        + " HTTP/1.1\r\n"
        + Stream.concat(
                Stream.concat(
                    headers.stream().map(header -> header[0] + ": " + header[1]),
                    Stream.of("X-Amz-Date: " + time)),
                more.stream())
            .collect(Collectors.joining("\r\n"))
        + "\r\nContent-Length: "
        + sentBody.length()
        + "\r\n\r\n"
        + sentBody;
  }

  /** The same, with the token in a header that is not signed. */
  String requestWithTokenAppended() {
    return request(
        List.of(
            "Authorization: " + authorization(),
            "X-Amz-Security-Token: " + credentials.sessionToken()));
  }

  String authorization() {
    String date = time.substring(0, Math.min(8, time.length()));
    SequencedMap<String, String> canonical = canonicalHeaders();
    String names = String.join(";", canonical.sequencedKeySet());
    String request =
        "POST\n/\n"
            + canonicalQuery
            + "\n"
            + canonical.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + sha256(body);
    String text = "AWS4-HMAC-SHA256\n%s\n%s/%s\n%s".formatted(time, date, scope, sha256(request));
    byte[] key = hmac(("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8), date);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(credentials.accessKeyId(), date, scope, names, HEX.formatHex(hmac(key, text)));
  }

  private SequencedMap<String, String> canonicalHeaders() {
    TreeMap<String, String> canonical = new TreeMap<>();
    canonical.put("x-amz-date", time);
    for (String[] header : headers) {
      canonical.merge(
          header[0].toLowerCase(Locale.ROOT),
          header[1].strip().replaceAll(" +", " "),
          (first, next) -> first + "," + next);
    }
    return canonical;
  }

  private static String sha256(String text) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
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
