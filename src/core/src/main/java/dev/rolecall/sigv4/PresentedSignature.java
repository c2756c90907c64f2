package dev.rolecall.sigv4;

import dev.rolecall.text.AsciiCase;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
    SortedSet<String> names = new TreeSet<>();
    for (String part : signedHeaders.split(";")) {
      String name = AsciiCase.lower(part.strip());
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
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
