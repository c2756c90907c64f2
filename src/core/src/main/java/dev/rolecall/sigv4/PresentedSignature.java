package dev.rolecall.sigv4;

import dev.rolecall.text.AsciiCase;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a request says of its signature, read but not believed.
 *
 * @param date as sent
 * @param expires {@code X-Amz-Expires} as sent; of a query only
 * @param sessionToken empty where there is none
 * @param regionSet as sent; empty where there is none
 */
record PresentedSignature(
    Place place,
    SigningAlgorithm algorithm,
    String credential,
    SortedSet<String> signedHeaders,
    String signature,
    String date,
    Optional<String> expires,
    String sessionToken,
    String regionSet) {

  /** Where a signature stands. */
  enum Place {
    HEADER,
    QUERY
  }

  static SortedSet<String> headerNames(String signedHeaders) {
    return Arrays.stream(signedHeaders.split(";"))
        .map(name -> AsciiCase.lower(name.strip()))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without the signature and the session token, which are worth something while they hold. */
  @Override
  public String toString() {
    return "signature of " + credential + " at " + date;
  }

  boolean signs(String header) {
    return signedHeaders.contains(header);
  }
}
