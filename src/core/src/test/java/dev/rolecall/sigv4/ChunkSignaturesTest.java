package dev.rolecall.sigv4;

import static dev.rolecall.sigv4.TestSigners.verify;
import static dev.rolecall.sigv4.TestSigners.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.sigv4.RequestBody.Chunks;
import dev.rolecall.sigv4.RequestBody.Piece;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedPayload.Chunked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are signed piece by piece, in both versions. */
class ChunkSignaturesTest {
  private static final Scope S3 = new Scope.Service("s3");
  private static final String TRAILER = "x-amz-checksum-crc32c:sOO8/Q==\n";

  /** A body of three chunks, the last one empty, and a trailer, with what signed it. */
  record Upload(String name, TestSigner signer) {
    SignedRequest sign(String suffix) {
      String stated = "STREAMING-" + signer.algorithm() + "-PAYLOAD" + suffix;
      return signer.stated(stated).sign();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Upload> uploads() {
    return Stream.of(
        new Upload("4", new TestSigner().scope("20260911/us-east-1/s3/aws4_request")),
        new Upload("4A", new TestSigner4A("*").scope("20260911/s3/aws4_request")));
  }

  private static String seed(SignedRequest request) {
    String authorization = request.headers().getLast().value();
    return authorization.substring(authorization.lastIndexOf('=') + 1);
  }

  private static List<Piece> chunks(TestSigner signer, String seed, String... contents) {
    List<Piece> chunks = new ArrayList<>();
    String previous = seed;
    for (String content : contents) {
      previous = signer.chunk(previous, content);
      chunks.add(piece(content, previous));
    }
    return chunks;
  }

  private static Piece piece(String content, String signature) {
    return new Piece(TestSigner.hash(TestSigner.bytes(content)), signature);
  }

  private static SignatureResult verifyChunks(SignedRequest request, List<Piece> chunks) {
    return verify(withBody(request, new Chunks(Optional.empty(), chunks, Optional.empty())), S3);
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void verifiesAllChunks(Upload upload) {
    SignedRequest request = upload.sign("");
    List<Piece> chunks = chunks(upload.signer(), seed(request), "one", "two", "");

    assertThat(((Valid) verifyChunks(request, chunks)).payload())
        .isEqualTo(new Chunked(chunks.getLast().signature(), true));
    assertThat(((Valid) verifyChunks(request, chunks.subList(0, 2))).payload())
        .isEqualTo(new Chunked(chunks.get(1).signature(), false));
    assertThat(((Valid) verifyChunks(request, List.of())).payload())
        .isEqualTo(new Chunked(seed(request), false));
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void goesOnAfterAChunkThatWasVerified(Upload upload) {
    SignedRequest request = upload.sign("");
    List<Piece> chunks = chunks(upload.signer(), seed(request), "one", "two", "");
    Optional<String> after = Optional.of(chunks.getFirst().signature());

    assertThat(
            verify(
                withBody(request, new Chunks(after, chunks.subList(1, 3), Optional.empty())), S3))
        .isInstanceOf(Valid.class);
    assertThat(
            verify(
                withBody(request, new Chunks(after, chunks.subList(2, 3), Optional.empty())), S3))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void refusesChunksThatWereChangedLeftOutOrMoved(Upload upload) {
    SignedRequest request = upload.sign("");
    List<Piece> chunks = chunks(upload.signer(), seed(request), "one", "two", "");
    List<Piece> changed = new ArrayList<>(chunks);
    changed.set(1, new Piece(chunks.getFirst().sha256(), chunks.get(1).signature()));
    List<Piece> moved = new ArrayList<>(chunks);
    Collections.swap(moved, 0, 1);

    for (List<Piece> wrong : List.of(changed, moved, chunks.subList(1, 3))) {
      assertThat(verifyChunks(request, wrong))
          .isEqualTo(
              new Refused(
                  SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
                  "The signature of a chunk or of the trailer does not match"));
    }
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void endsWithTheEmptyChunk(Upload upload) {
    SignedRequest request = upload.sign("");
    assertThat(verifyChunks(request, chunks(upload.signer(), seed(request), "one", "", "two")))
        .extracting("detail")
        .isEqualTo("A chunk follows the empty one, which is the last");
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void verifiesTheTrailer(Upload upload) {
    SignedRequest request = upload.sign("-TRAILER");
    List<Piece> chunks = chunks(upload.signer(), seed(request), "one", "");
    Piece trailer = piece(TRAILER, upload.signer().trailer(chunks.getLast().signature(), TRAILER));
    Piece other = new Piece(piece("x", "00".repeat(32)).sha256(), trailer.signature());

    assertThat(verifyTrailer(request, chunks, trailer))
        .extracting("payload")
        .isEqualTo(new Chunked(trailer.signature(), true));
    assertThat(verifyTrailer(request, chunks, other)).isInstanceOf(Refused.class);
    assertThat(((Valid) verifyChunks(request, chunks)).payload())
        .as("a trailer that was announced is missing")
        .isEqualTo(new Chunked(chunks.getLast().signature(), false));
    assertThat(verifyTrailer(request, chunks.subList(0, 1), trailer))
        .extracting("detail")
        .isEqualTo("A signed trailer follows the empty chunk, where one was announced");
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void refusesATrailerThatWasNotAnnounced(Upload upload) {
    SignedRequest request = upload.sign("");
    List<Piece> chunks = chunks(upload.signer(), seed(request), "");
    Piece trailer = piece(TRAILER, upload.signer().trailer(chunks.getLast().signature(), TRAILER));
    assertThat(verifyTrailer(request, chunks, trailer)).isInstanceOf(Refused.class);
  }

  private static SignatureResult verifyTrailer(
      SignedRequest request, List<Piece> chunks, Piece trailer) {
    return verify(
        withBody(request, new Chunks(Optional.empty(), chunks, Optional.of(trailer))), S3);
  }

  @Test
  void stripsThePaddingOfVersion4A() {
    TestSigner signer = new TestSigner4A("*").scope("20260911/s3/aws4_request");
    SignedRequest request = new Upload("4A", signer).sign("");
    List<Piece> padded =
        chunks(signer, seed(request), "one", "two", "").stream()
            .map(chunk ->
                new Piece(
                    chunk.sha256(),
                    chunk.signature() + "*".repeat(144 - chunk.signature().length())))
            .toList();
    Optional<String> after = Optional.of(padded.getFirst().signature());

    assertThat(verifyChunks(request, padded)).isInstanceOf(Valid.class);
    assertThat(
            verify(
                withBody(request, new Chunks(after, padded.subList(1, 3), Optional.empty())), S3))
        .isInstanceOf(Valid.class);
  }

  @Test
  void wantsARequestThatIsSignedInPieces() {
    for (TestSigner signer :
        List.of(new TestSigner(), new TestSigner().stated("UNSIGNED-PAYLOAD"))) {
      SignedRequest request = signer.scope("20260911/us-east-1/s3/aws4_request").sign();
      assertThat(verifyChunks(request, List.of()))
          .extracting("reason")
          .isEqualTo(SignatureRefusal.PAYLOAD_NOT_ACCEPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "00\n", "AB", "**", "zz", "*0000000000000000"})
  void readsHexOnly(String text) {
    String hash = "0".repeat(64);
    assertThatThrownBy(() -> new Piece(text, hash)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Piece(hash, text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Chunks(Optional.of(text), List.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
