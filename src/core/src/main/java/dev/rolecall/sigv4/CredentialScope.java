package dev.rolecall.sigv4;

import dev.rolecall.sigv4.key.SigningKey;
import dev.rolecall.sigv4.key.SigningKeys;
import java.util.Arrays;
import java.util.List;

/**
 * The {@code Credential} of a signature: {@code keyid/date/region/service/aws4_request}. Signature
 * Version 4A leaves the region out and has {@code X-Amz-Region-Set} instead.
 */
record CredentialScope(
    SigningAlgorithm algorithm,
    String accessKeyId,
    String date,
    RegionSet regions,
    String service,
    String terminator) {
  private static final String TERMINATOR = "aws4_request";
  private static final int DAY_LENGTH = 8;

  static CredentialScope of(PresentedSignature presented) throws RefusedException {
    SigningAlgorithm algorithm = presented.algorithm();
    String credential = presented.credential();
    List<String> elements = Arrays.asList(credential.split("/", -1));
    return switch (algorithm) {
      case HMAC -> {
        requireElements(5, elements, "keyid/date/region/service/term", credential);
        RegionSet region = new RegionSet(List.of(elements.get(2)));
        yield new CredentialScope(
            algorithm,
            elements.getFirst(),
            elements.get(1),
            region,
            elements.get(3),
            elements.getLast());
      }
      case ECDSA -> {
        requireElements(4, elements, "keyid/date/service/term", credential);
        RegionSet regions = RegionSet.parse(presented.regionSet());
        yield new CredentialScope(
            algorithm,
            elements.getFirst(),
            elements.get(1),
            regions,
            elements.get(2),
            elements.getLast());
      }
    };
  }

  private static void requireElements(
      int wanted, List<String> elements, String example, String credential)
      throws RefusedException {
    if (elements.size() != wanted) {
      throw new RefusedException(
          SignatureRefusal.INCOMPLETE_SIGNATURE,
          "Credential must have exactly %d slash-delimited elements, e.g. %s, got '%s'"
              .formatted(wanted, example, Quoted.text(credential)));
    }
  }

  /** Refuses a scope that is not {@code wanted}, or not of the day of {@code signedAt}. */
  void require(Scope wanted, String signedAt) throws RefusedException {
    StringBuilder problems = new StringBuilder();
    if (!hasRegion(wanted)) {
      problems.append(
          "Credential should be scoped to a valid region, not '%s'. "
              .formatted(Quoted.text(regions.toString())));
    }
    switch (wanted) {
      case Scope.Service expected when !service.equals(expected.name()) ->
          problems.append(
              "Credential should be scoped to correct service: '%s'. ".formatted(expected.name()));
      case Scope.Any any when !Forms.isName(service) ->
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
      throw new RefusedException(SignatureRefusal.WRONG_SCOPE, problems.toString().strip());
    }
  }

  private boolean hasRegion(Scope wanted) {
    boolean wellFormed =
        switch (algorithm) {
          case HMAC -> regions.isOneRegion();
          case ECDSA -> regions.isWellFormed();
        };
    return wellFormed && wanted.region().map(regions::covers).orElse(true);
  }

  Canonicalization canonicalization(Scope wanted) {
    return switch (wanted) {
      case Scope.Service expected -> expected.form();
      case Scope.Any any -> Canonicalization.of(service);
    };
  }

  /** What is signed in this scope at this time. */
  StringToSign stringToSign(String signedAt) {
    String scope =
        switch (algorithm) {
          case HMAC -> String.join("/", date, regions.toString(), service, terminator);
          case ECDSA -> String.join("/", date, service, terminator);
        };
    return new StringToSign(algorithm, signedAt, scope);
  }

  /** The one of a credential's keys that signs in this scope. */
  SigningKey signingKey(SigningKeys keys) {
    return switch (algorithm) {
      case HMAC -> keys.symmetric(date, regions.toString(), service);
      case ECDSA -> keys.asymmetric();
    };
  }
}
