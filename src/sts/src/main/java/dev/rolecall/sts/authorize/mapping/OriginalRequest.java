package dev.rolecall.sts.authorize.mapping;

import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request as a proxy received it, nothing decoded.
 *
 * @param path as on the wire
 * @param query as on the wire, without its question mark; empty where there is none
 */
public record OriginalRequest(String method, String path, String query, List<Header> headers) {
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  /** What some frameworks let replace the method: the signature says nothing of them. */
  private static final Set<String> OVERRIDES =
      Set.of(
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-url",
          "x-rewrite-url");

  public OriginalRequest {
    headers = List.copyOf(headers);
  }

  /**
   * The same, if there is one way only to read it.
   *
   * @throws UnmappedException where its method is none, or a header may stand for another method or
   *     path
   */
  public OriginalRequest requirePlain() throws UnmappedException {
    if (!METHOD.matcher(method).matches()) {
      throw new UnmappedException("the method is none of HTTP's");
    }
    for (Header header : headers) {
      if (OVERRIDES.contains(LetterCase.lower(header.name()))) {
        throw new UnmappedException(
            "the header " + header.name() + " may replace the method or the path");
      }
    }
    return this;
  }

  /**
   * A header's value.
   *
   * @throws UnmappedException where it was sent twice: who reads it next may take the other one
   */
  public Optional<String> header(String name) throws UnmappedException {
    List<String> values =
        headers.stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .map(header -> header.value().strip())
            .toList();
    if (values.size() > 1) {
      throw new UnmappedException("the header " + name + " was sent more than once");
    }
    return values.stream().findFirst();
  }

  /** The host in lower case, without its port. */
  public String host() throws UnmappedException {
    String host = LetterCase.lower(header("host").orElse(""));
    if (!HOST.matcher(host).matches()) {
      throw new UnmappedException("the header Host names no host");
    }
    return host.replaceFirst(":[0-9]{1,5}$", "");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
