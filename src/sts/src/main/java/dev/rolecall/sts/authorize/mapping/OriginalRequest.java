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

  /** What some frameworks let replace a part of the request: the signature says nothing of them. */
  private static final Set<String> OVERRIDES =
      Set.of(
          "forwarded",
          "x-forwarded-host",
          "x-forwarded-method",
          "x-forwarded-path",
          "x-forwarded-prefix",
          "x-forwarded-uri",
          "x-host",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-host",
          "x-original-url",
          "x-rewrite-url",
          "x-script-name");

  /** Those that say who calls, to a service that believes its proxy. */
  private static final String OURS = "x-rolecall-";

  public OriginalRequest {
    headers = List.copyOf(headers);
  }

  /**
   * The same, if there is one way only to read it.
   *
   * @throws UnmappedException where its method is none, or a header may stand for another method,
   *     path, host or caller
   */
  public OriginalRequest requirePlain() throws UnmappedException {
    if (!METHOD.matcher(method).matches()) {
      throw new UnmappedException("the method is none of HTTP's");
    }
    for (Header header : headers) {
      String name = LetterCase.lower(header.name());
      if (OVERRIDES.contains(name) || name.startsWith(OURS)) {
        throw new UnmappedException(
            "the header "
                + header.name()
                + " may replace the method, the path, the host or who calls");
      }
      if (name.indexOf('_') >= 0) {
        throw new UnmappedException(
            "the header " + header.name() + " has a '_', which some programs take for a dash");
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

  /**
   * A header's value that is one and not a list.
   *
   * @throws UnmappedException also where it has a comma: some proxies write one line for two
   */
  public Optional<String> singleHeader(String name) throws UnmappedException {
    Optional<String> value = header(name);
    if (value.isPresent() && value.get().indexOf(',') >= 0) {
      throw new UnmappedException(
          "the header " + name + " has a comma, or was sent more than once");
    }
    return value;
  }

  /** The host as it came, with its port: programs differ in whether and when they cut it off. */
  public String host() throws UnmappedException {
    String host = header("host").orElse("");
    if (!HOST.matcher(host).matches()) {
      throw new UnmappedException("the header Host names no host in lower case");
    }
    return host;
  }

  /** Whether a body follows, as far as headers tell (RFC 9112, section 6). */
  public boolean hasBody() {
    return headers.stream()
        .anyMatch(header ->
            header.name().equalsIgnoreCase("transfer-encoding")
                || header.name().equalsIgnoreCase("content-length")
                    && !header.value().strip().equals("0"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
