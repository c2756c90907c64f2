package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Headers that a proxy adds to those that it passes on. */
final class OriginalHeaders {
  static final String TOKEN = "X-Rolecall-Authorization";
  static final String METHOD = "X-Original-Method";
  static final String URI = "X-Original-URI";

  private static final String LENGTH = "X-Original-Content-Length";
  private static final String CODING = "X-Original-Transfer-Encoding";
  private static final String CONTENT_LENGTH = "content-length";
  private static final String TRANSFER_ENCODING = "transfer-encoding";

  /** Others that look like them stay: a service behind may obey them. */
  private static final Set<String> OF_THE_PROXY =
      Set.of(
          CONTENT_LENGTH,
          TRANSFER_ENCODING,
          LetterCase.lower(TOKEN),
          LetterCase.lower(METHOD),
          LetterCase.lower(URI),
          LetterCase.lower(LENGTH),
          LetterCase.lower(CODING));

  private OriginalHeaders() {}

  /**
   * A header that the proxy must have set.
   *
   * @throws UnmappedException where it is missing, or there is another one of its name
   */
  static String require(HttpCall call, String name) throws UnmappedException {
    List<String> values = call.headers(name);
    if (values.size() != 1) {
      throw new UnmappedException("the proxy did not send the header " + name + " once");
    }
    return values.getFirst();
  }

  /** The client's own: the call to us has no body, so how long that is is not the client's. */
  static List<Header> ofClient(HttpCall call) throws UnmappedException {
    List<Header> headers = new ArrayList<>();
    for (Header header : call.headers()) {
      if (!OF_THE_PROXY.contains(LetterCase.lower(header.name()))) {
        headers.add(header);
      }
    }
    addOriginal(CONTENT_LENGTH, LENGTH, call, headers);
    addOriginal(TRANSFER_ENCODING, CODING, call, headers);
    return headers;
  }

  private static void addOriginal(String name, String from, HttpCall call, List<Header> headers)
      throws UnmappedException {
    if (!call.headers(from).isEmpty()) {
      headers.add(new Header(name, require(call, from)));
    }
  }
}
