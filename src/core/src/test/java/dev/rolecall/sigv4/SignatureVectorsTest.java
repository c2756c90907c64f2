package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the AWS signing test suite, as signed in the header and as presigned. */
class SignatureVectorsTest {
  private static final Valid VALID =
      new Valid(
          "AKIDEXAMPLE", new RegionSet(List.of("us-east-1")), "service", new SignedPayload.Whole());

  static Stream<SignatureVector> vectors() throws IOException {
    return SignatureVector.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigv4", "sigv4a"})
  void findsTheWholeSuite(String suite) throws IOException {
    assertThat(SignatureVector.suite(suite)).hasSizeGreaterThanOrEqualTo(38);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifiesWhatIsSignedInTheHeader(SignatureVector vector) {
    assertThat(vector.verify(vector.request("header"))).isEqualTo(VALID);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifiesWhatIsSignedInTheQuery(SignatureVector vector) {
    assertThat(vector.verify(vector.request("query"))).isEqualTo(VALID);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void makesTheTextsThatWereSigned(SignatureVector vector) throws RefusedException {
    for (String form : List.of("header", "query")) {
      ReceivedRequest request = ReceivedRequest.read(vector.request(form), vector.scope());
      PresentedSignature presented = SignatureReader.read(request);
      String canonical = vector.text(form + "-canonical-request.txt");

      assertThat(CanonicalRequest.candidates(request, presented, vector.canonicalization()))
          .extracting(CanonicalRequest::text)
          .as(form)
          .contains(canonical);
      assertThat(CredentialScope.of(presented).stringToSign(presented.date()).request(canonical))
          .as(form)
          .isEqualTo(vector.text(form + "-string-to-sign.txt"));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifiesTheSuitesOwnSignatures(SignatureVector vector) {
    for (String form : List.of("header", "query")) {
      String text = vector.text(form + "-string-to-sign.txt");
      String signature = vector.text(form + "-signature.txt");

      assertThat(vector.key().verifies(text, signature)).as(form).isTrue();
      assertThat(vector.key().verifies(text + " ", signature)).as(form).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesAChangeOfAnyPart(SignatureVector vector) {
    for (String form : List.of("header", "query")) {
      changes(vector.request(form), vector.text(form + "-canonical-request.txt"))
          .forEach((change, request) ->
              assertThat(vector.verify(request))
                  .as(form + ": " + change)
                  .isInstanceOf(Refused.class));
    }
  }

  /** The request with one thing changed, by what that is. */
  private static Map<String, SignedRequest> changes(SignedRequest request, String canonical) {
    Map<String, SignedRequest> changes = new LinkedHashMap<>();
    changes.put("method", with(request, "PUT", request.path(), request.query()));
    changes.put("path", with(request, request.method(), request.path() + "x", request.query()));
    changes.put("body", withBody(request, "x".getBytes(StandardCharsets.US_ASCII)));
    changes.put(
        "another parameter", with(request, request.method(), request.path(), more(request)));
    String[] parameters = request.query().split("&");
    for (int i = 0; i < parameters.length && !request.query().isEmpty(); i++) {
      String[] changed = parameters.clone();
      changed[i] = flipLast(changed[i]);
      changes.put(
          "parameter " + parameters[i],
          with(request, request.method(), request.path(), String.join("&", changed)));
    }
    for (int i = 0; i < request.headers().size(); i++) {
      Header header = request.headers().get(i);
      if (isCovered(header, canonical)) {
        List<Header> changed = new ArrayList<>(request.headers());
        changed.set(i, new Header(header.name(), flipLast(header.value())));
        changes.put("header " + header.name(), withHeaders(request, changed));
        List<Header> without = new ArrayList<>(request.headers());
        without.remove(i);
        changes.put("no header " + header.name(), withHeaders(request, without));
      }
    }
    return changes;
  }

  private static boolean isCovered(Header header, String canonical) {
    String name = header.name().toLowerCase(Locale.ROOT);
    return canonical.contains("\n" + name + ":")
        || name.equals("authorization")
        || name.equals("x-amz-security-token");
  }

  private static String more(SignedRequest request) {
    return request.query().isEmpty() ? "a=b" : request.query() + "&a=b";
  }

  private static String flipLast(String text) {
    int last = text.length() - 1;
    return text.substring(0, last) + (char) (text.charAt(last) ^ 1);
  }

  private static SignedRequest with(
      SignedRequest request, String method, String path, String query) {
    return new SignedRequest(method, path, query, request.headers(), request.body());
  }

  private static SignedRequest withHeaders(SignedRequest request, List<Header> headers) {
    return new SignedRequest(
        request.method(), request.path(), request.query(), headers, request.body());
  }

  private static SignedRequest withBody(SignedRequest request, byte[] body) {
    return new SignedRequest(
        request.method(), request.path(), request.query(), request.headers(), body);
  }
}
