package dev.rolecall.sigv4;

import dev.rolecall.identity.Secret;
import dev.rolecall.sigv4.SignatureVerifier.Scope;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The {@code Credential} of a signature: {@code keyid/date/region/service/aws4_request}. */
record CredentialScope(
    String accessKeyId, String date, String region, String service, String terminator) {
  private static final String TERMINATOR = "aws4_request";
  private static final int ELEMENTS = 5;
  private static final int DAY_LENGTH = 8;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  static CredentialScope parse(String credential) throws RefusedException {
    String[] elements = credential.split("/", -1);
    if (elements.length != ELEMENTS) {
      throw new RefusedException(
          SignatureRefusal.INCOMPLETE_SIGNATURE,
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '%s'".formatted(Quoted.text(credential)));
    }
    return new CredentialScope(elements[0], elements[1], elements[2], elements[3], elements[4]);
  }

  /** Refuses a scope that is not {@code wanted}, or not of the day of {@code signedAt}. */
  void require(Scope wanted, String signedAt) throws RefusedException {
    StringBuilder problems = new StringBuilder();
    if (!NAME.matcher(region).matches()) {
      problems.append(
          "Credential should be scoped to a valid region, not '%s'. "
              .formatted(Quoted.text(region)));
    }
    switch (wanted) {
      case Scope.Service expected when !service.equals(expected.name()) ->
          problems.append(
              "Credential should be scoped to correct service: '%s'. ".formatted(expected.name()));
      case Scope.Any any when !NAME.matcher(service).matches() ->
          problems.append(
              "Credential should be scoped to a valid service, not '%s'. "
                  .formatted(Quoted.text(service)));
      default -> {}
    }
    if (!terminator.equals(TERMINATOR)) {
      problems.append(
          "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'. "
              .formatted(Quoted.text(terminator)));
    }
    String day = signedAt.substring(0, DAY_LENGTH);
    if (!date.equals(day)) {
      problems.append(
          ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                  + " HTTP: '%s' != '%s', from '%s'.")
              .formatted(Quoted.text(date), day, signedAt));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(
          SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, problems.toString().strip());
    }
  }

  Canonicalization canonicalization(Scope wanted) {
    return switch (wanted) {
      case Scope.Service expected -> expected.form();
      case Scope.Any any -> Canonicalization.of(service);
    };
  }

  /** The string to sign, for a canonical request signed at this time. */
  String stringToSign(String signedAt, String canonicalRequest) {
    return String.join(
        "\n",
        SignatureReader.ALGORITHM,
        signedAt,
        String.join("/", date, region, service, terminator),
        Digests.hexSha256(PercentEncoding.wireBytes(canonicalRequest)));
  }

  /** The key that {@code secret} yields in this scope. */
  byte[] signingKey(Secret secret) {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, region, service, terminator}) {
      key = Digests.hmac(key, part);
    }
    return key;
  }
}
