package dev.rolecall.sigv4;

import dev.rolecall.sigv4.PresentedSignature.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a request's signature in its Authorization header or its query. */
final class SignatureReader {
  private static final String REGION_SET = "X-Amz-Region-Set";
  private static final List<String> HEADER_PARAMETERS =
      List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> QUERY_PARAMETERS =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Signature",
          "X-Amz-SignedHeaders",
          "X-Amz-Date");

  private SignatureReader() {}

  static PresentedSignature read(ReceivedRequest request) throws RefusedException {
    Optional<String> authorization = request.headers().first("authorization");
    QueryParameters query = request.query();
    boolean presigned =
        query.has("X-Amz-Algorithm")
            || query.has("X-Amz-Credential")
            || query.has("X-Amz-Signature");
    if (authorization.isPresent() && presigned) {
      throw new RefusedException(
          SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the"
              + " Authorization header should be specified");
    }
    if (authorization.isPresent()) {
      return ofHeader(authorization.get(), request.headers());
    }
    if (presigned) {
      return ofQuery(query);
    }
    throw new RefusedException(
        SignatureRefusal.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
  }

  private static PresentedSignature ofHeader(String authorization, RequestHeaders headers)
      throws RefusedException {
    String text = authorization.strip();
    int end = endOfWord(text);
    SigningAlgorithm algorithm = algorithm(text.substring(0, end));
    Map<String, String> parameters = parameters(text.substring(end), algorithm);
    Optional<String> date = headers.first("x-amz-date").or(() -> headers.first("date"));
    Optional<String> regionSet = headers.canonical("x-amz-region-set");
    String missing =
        missing(parameters, date, algorithm == SigningAlgorithm.HMAC || regionSet.isPresent());
    if (!missing.isEmpty()) {
      // AWS repeats the whole header; a signature that still holds belongs in no log.
      throw incomplete(missing + "Authorization=" + algorithm);
    }
    return new PresentedSignature(
        Place.HEADER,
        algorithm,
        parameters.getOrDefault("Credential", ""),
        PresentedSignature.headerNames(parameters.getOrDefault("SignedHeaders", "")),
        parameters.getOrDefault("Signature", ""),
        date.orElse(""),
        Optional.empty(),
        headers.first("x-amz-security-token").orElse(""),
        regionSet.orElse(""));
  }

  private static int endOfWord(String text) {
    int end = 0;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit >= '\t' && unit <= '\r';
  }

  /**
   * @param located whether it is said, where that must be, what regions it is for
   */
  private static String missing(
      Map<String, String> parameters, Optional<String> date, boolean located) {
    StringBuilder missing = new StringBuilder();
    for (String name : HEADER_PARAMETERS) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    if (date.isEmpty()) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!located) {
      missing.append("Authorization header requires existence of a 'X-Amz-Region-Set' header. ");
    }
    return missing.toString();
  }

  /** Of a parameter that is there twice the last counts. */
  private static Map<String, String> parameters(String text, SigningAlgorithm algorithm)
      throws RefusedException {
    Map<String, String> parameters = new HashMap<>();
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      int comma = text.indexOf(',', start);
      end = comma < 0 ? text.length() : comma;
      int equals = text.indexOf('=', start, end);
      if (equals >= 0) {
        parameters.put(
            text.substring(start, equals).strip(), text.substring(equals + 1, end).strip());
      } else if (!text.substring(start, end).isBlank()) {
        throw incomplete(
            "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                .formatted(Quoted.text(text.substring(start, end).strip()), algorithm));
      }
    }
    return parameters;
  }

  private static PresentedSignature ofQuery(QueryParameters query) throws RefusedException {
    String algorithm = query.first("X-Amz-Algorithm").orElse("");
    Stream<String> regions =
        Stream.of(REGION_SET).filter(name -> algorithm.equals(SigningAlgorithm.ECDSA.toString()));
    String missing =
        Stream.concat(QUERY_PARAMETERS.stream(), regions)
            .filter(name -> query.first(name).orElse("").isEmpty())
            .map(name -> "AWS query-string parameters must include '" + name + "'. ")
            .collect(Collectors.joining());
    if (!missing.isEmpty()) {
      throw incomplete(missing + "Re-examine the query-string parameters.");
    }
    return new PresentedSignature(
        Place.QUERY,
        algorithm(algorithm),
        query.first("X-Amz-Credential").orElse(""),
        PresentedSignature.headerNames(query.first("X-Amz-SignedHeaders").orElse("")),
        query.first("X-Amz-Signature").orElse(""),
        query.first("X-Amz-Date").orElse(""),
        query.first("X-Amz-Expires"),
        query.first("X-Amz-Security-Token").orElse(""),
        query.first(REGION_SET).orElse(""));
  }

  private static SigningAlgorithm algorithm(String text) throws RefusedException {
    Optional<SigningAlgorithm> algorithm = SigningAlgorithm.of(text);
    if (algorithm.isEmpty()) {
      // A header without a scheme may be a bare token: only what looks like a scheme is repeated.
      String shown = text.matches("[A-Za-z0-9-]{0,32}") ? text : "...";
      throw incomplete("Unsupported AWS 'algorithm': '" + shown + "'.");
    }
    return algorithm.get();
  }

  private static RefusedException incomplete(String detail) {
    return new RefusedException(SignatureRefusal.INCOMPLETE_SIGNATURE, detail);
  }
}
