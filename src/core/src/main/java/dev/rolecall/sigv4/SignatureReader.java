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
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

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

  static PresentedSignature read(SignedRequest request, QueryParameters query)
      throws RefusedException {
    RequestHeaders headers = new RequestHeaders(request.headers());
    Optional<String> authorization = headers.first("authorization");
    boolean presigned =
        Stream.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature")
            .anyMatch(name -> query.first(name).isPresent());
    if (authorization.isPresent() && presigned) {
      throw new RefusedException(
          SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the"
              + " Authorization header should be specified");
    }
    if (authorization.isPresent()) {
      return ofHeader(authorization.get(), headers);
    }
    if (presigned) {
      return ofQuery(query);
    }
    throw new RefusedException(
        SignatureRefusal.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
  }

  private static PresentedSignature ofHeader(String authorization, RequestHeaders headers)
      throws RefusedException {
    String[] parts = authorization.strip().split("\\s+", 2);
    requireAlgorithm(parts[0]);
    Map<String, String> parameters = parameters(parts.length == 2 ? parts[1] : "");
    Optional<String> date = headers.first("x-amz-date").or(() -> headers.first("date"));
    Stream<String> absent =
        HEADER_PARAMETERS.stream()
            .filter(name -> parameters.getOrDefault(name, "").isEmpty())
            .map(name -> "Authorization header requires '" + name + "' parameter. ");
    Stream<String> undated =
        Stream.of(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                    + " header. ")
            .filter(message -> date.isEmpty());
    String missing = Stream.concat(absent, undated).collect(Collectors.joining());
    if (!missing.isEmpty()) {
      // AWS repeats the whole header; a signature that still holds belongs in no log.
      throw incomplete(missing + "Authorization=" + ALGORITHM);
    }
    return new PresentedSignature(
        Place.HEADER,
        parameters.getOrDefault("Credential", ""),
        PresentedSignature.headerNames(parameters.getOrDefault("SignedHeaders", "")),
        parameters.getOrDefault("Signature", ""),
        date.orElse(""),
        Optional.empty(),
        headers.first("x-amz-security-token").orElse(""));
  }

  /** Of a parameter that is there twice the last counts. */
  private static Map<String, String> parameters(String text) throws RefusedException {
    Map<String, String> parameters = new HashMap<>();
    for (String part : text.split(",")) {
      String pair = part.strip();
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw incomplete(
            "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                .formatted(Quoted.text(pair), ALGORITHM));
      }
      parameters.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return parameters;
  }

  private static PresentedSignature ofQuery(QueryParameters query) throws RefusedException {
    String missing =
        QUERY_PARAMETERS.stream()
            .filter(name -> query.first(name).orElse("").isEmpty())
            .map(name -> "AWS query-string parameters must include '" + name + "'. ")
            .collect(Collectors.joining());
    if (!missing.isEmpty()) {
      throw incomplete(missing + "Re-examine the query-string parameters.");
    }
    requireAlgorithm(query.first("X-Amz-Algorithm").orElse(""));
    return new PresentedSignature(
        Place.QUERY,
        query.first("X-Amz-Credential").orElse(""),
        PresentedSignature.headerNames(query.first("X-Amz-SignedHeaders").orElse("")),
        query.first("X-Amz-Signature").orElse(""),
        query.first("X-Amz-Date").orElse(""),
        query.first("X-Amz-Expires"),
        query.first("X-Amz-Security-Token").orElse(""));
  }

  private static void requireAlgorithm(String algorithm) throws RefusedException {
    if (!algorithm.equals(ALGORITHM)) {
      // A header without a scheme may be a bare token: only what looks like a scheme is repeated.
      String shown = algorithm.matches("[A-Za-z0-9-]{0,32}") ? algorithm : "...";
      throw incomplete("Unsupported AWS 'algorithm': '" + shown + "'.");
    }
  }

  private static RefusedException incomplete(String detail) {
    return new RefusedException(SignatureRefusal.INCOMPLETE_SIGNATURE, detail);
  }
}
