package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.sigv4.RequestBody.Whole;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Of a request that verifies, nothing can be changed, added or taken away. */
class MutatedRequestProperties {
  private static final Scope ANY = new Scope.Any(Optional.empty());
  private static final CredentialLookup LOOKUP =
      (keyId, token) ->
          token.equals(TestSigners.TOKEN)
              ? TestSigners.LOOKUP.find(keyId, token)
              : new CredentialLookup.Answer.Unknown();

  /** Both versions, in the header and presigned, the token signed and appended. */
  private static final List<SignedRequest> SIGNED =
      List.of(
          parts(new TestSigner()).header("x-amz-security-token", TestSigners.TOKEN).sign(),
          parts(new TestSigner4A("us-*,eu-west-1"))
              .header("x-amz-security-token", TestSigners.TOKEN)
              .sign(),
          TestSigners.withHeader(
              parts(new TestSigner()).sign(),
              new Header("X-Amz-Security-Token", TestSigners.TOKEN)),
          parts(new TestSigner()).presign("60", "&X-Amz-Security-Token=" + encodedToken()),
          parts(new TestSigner4A("*")).presign("60", "&X-Amz-Security-Token=" + encodedToken()),
          parts(new TestSigner().scope("20260911/us-east-1/s3/aws4_request"))
              .header("x-amz-security-token", TestSigners.TOKEN)
              .presign("60", "&X-Amz-Security-Token=" + encodedToken()));

  private static TestSigner parts(TestSigner signer) {
    return signer
        .path("/a/b", "/a/b")
        .query("c=d&e=f%2Fg", "c=d&e=f%2Fg")
        .header("content-type", "text/plain")
        .header("x-amz-target", "Dynamo_2.Get")
        .body("Action=GetCallerIdentity");
  }

  private static String encodedToken() {
    return TestSigners.TOKEN.replace("/", "%2F").replace("+", "%2B").replace("=", "%3D");
  }

  private static SignatureResult verify(SignedRequest request) {
    return TestSigners.VERIFIER.verify(request, ANY, LOOKUP);
  }

  @Example
  void allVerifyAsTheyAre() {
    assertThat(SIGNED).allSatisfy(request -> assertThat(verify(request)).isInstanceOf(Valid.class));
  }

  /**
   * Letters and digits only, and never merely their case: other characters may mean the same in
   * another place, as spaces do in a header.
   */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void noCharacterCanBeReplacedAddedOrRemoved(
      @ForAll("signed") SignedRequest request,
      @ForAll("edit") Edit edit,
      @ForAll int part,
      @ForAll int place,
      @ForAll("alphanumeric") char with) {
    List<String> parts = texts(request);
    int chosen = Math.floorMod(part, parts.size());
    Optional<String> changed = edit.of(parts.get(chosen), place, with);
    Assume.that(changed.isPresent());
    List<String> mutated = new ArrayList<>(parts);
    mutated.set(chosen, changed.get());

    assertThat(verify(of(mutated, request.headers().size())))
        .as(parts.get(chosen) + " -> " + changed.get())
        .isInstanceOf(Refused.class);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void noHeaderCanBeTakenAwayOrSaidTwice(
      @ForAll("signed") SignedRequest request, @ForAll int chosen) {
    int index = Math.floorMod(chosen, request.headers().size());
    List<Header> without = new ArrayList<>(request.headers());
    Header removed = without.remove(index);
    assertThat(verify(TestSigners.withHeaders(request, without))).isInstanceOf(Refused.class);

    // Of what is not signed itself the first line counts.
    String name = removed.name().toLowerCase(Locale.ROOT);
    if (!name.equals("authorization") && !name.equals("x-amz-security-token")) {
      assertThat(verify(TestSigners.withHeader(request, removed))).isInstanceOf(Refused.class);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void noParameterCanBeTakenAwayOrAdded(
      @ForAll("signed") SignedRequest request,
      @ForAll int chosen,
      @ForAll("alphanumeric") char name) {
    List<String> parameters = new ArrayList<>(Arrays.asList(request.query().split("&")));
    parameters.remove(Math.floorMod(chosen, parameters.size()));

    assertThat(verify(withQuery(request, String.join("&", parameters))))
        .isInstanceOf(Refused.class);
    assertThat(verify(withQuery(request, request.query() + "&" + name)))
        .isInstanceOf(Refused.class);
    assertThat(verify(withQuery(request, name + "=" + name + "&" + request.query())))
        .isInstanceOf(Refused.class);
  }

  private static SignedRequest withQuery(SignedRequest request, String query) {
    return new SignedRequest(
        request.method(), request.path(), query, request.headers(), request.body());
  }

  private static List<String> texts(SignedRequest request) {
    List<String> texts =
        new ArrayList<>(List.of(request.method(), request.path(), request.query()));
    request.headers().forEach(header -> texts.addAll(List.of(header.name(), header.value())));
    texts.add(new String(((Whole) request.body()).bytes(), StandardCharsets.ISO_8859_1));
    return texts;
  }

  private static SignedRequest of(List<String> texts, int headerCount) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < headerCount; i++) {
      headers.add(new Header(texts.get(3 + 2 * i), texts.get(4 + 2 * i)));
    }
    return new SignedRequest(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        headers,
        texts.getLast().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A change at a place; empty where it would be none. */
  enum Edit {
    REPLACE,
    INSERT,
    DELETE;

    Optional<String> of(String text, int place, char with) {
      if (this == INSERT) {
        int at = Math.floorMod(place, text.length() + 1);
        return Optional.of(text.substring(0, at) + with + text.substring(at));
      }
      if (text.isEmpty()) {
        return Optional.empty();
      }
      int at = Math.floorMod(place, text.length());
      char there = text.charAt(at);
      if (!Character.isLetterOrDigit(there)
          || Character.toLowerCase(there) == Character.toLowerCase(with)) {
        return Optional.empty();
      }
      String changed = this == DELETE ? "" : String.valueOf(with);
      return Optional.of(text.substring(0, at) + changed + text.substring(at + 1));
    }
  }

  @Provide
  Arbitrary<SignedRequest> signed() {
    return Arbitraries.of(SIGNED);
  }

  @Provide
  Arbitrary<Edit> edit() {
    return Arbitraries.of(Edit.class);
  }

  @Provide
  Arbitrary<Character> alphanumeric() {
    return Arbitraries.chars().alpha().numeric();
  }
}
