package dev.rolecall.sigv4;

import dev.rolecall.sigv4.RequestBody.Chunks;
import dev.rolecall.sigv4.RequestBody.Elsewhere;
import dev.rolecall.sigv4.RequestBody.Piece;
import dev.rolecall.sigv4.SignedPayload.Chunked;
import dev.rolecall.sigv4.key.SigningKey;
import java.util.Optional;

/** Judges what a signature says of the body, once the request's own is verified. */
record PayloadCheck(SigningKey key, StringToSign texts) {
  private static final String EMPTY_HASH = Digests.hexSha256(new byte[0]);

  /**
   * @param signed the line that the request's signature covers
   */
  SignedPayload require(PayloadLine signed, RequestBody body) throws RefusedException {
    SignedPayload payload = signed.payload();
    boolean accepted =
        switch (body) {
          case RequestBody.Whole whole -> payload instanceof SignedPayload.Whole;
          case Elsewhere elsewhere -> accepts(elsewhere, payload);
          case Chunks chunks -> payload instanceof Chunked;
        };
    if (body instanceof RequestBody.Whole && payload instanceof SignedPayload.Hashed) {
      throw new RefusedException(SignatureRefusal.BODY_DIFFERS, SignatureVerifier.MISMATCH);
    }
    if (!accepted) {
      throw new RefusedException(
          SignatureRefusal.PAYLOAD_NOT_ACCEPTED,
          "The signature does not cover the payload in a way that is accepted here: "
              + signed.text());
    }
    return body instanceof Chunks chunks && payload instanceof Chunked seed
        ? verify(chunks, seed.lastSignature(), signed.hasSignedTrailer())
        : payload;
  }

  private static boolean accepts(Elsewhere body, SignedPayload payload) {
    return switch (payload) {
      case SignedPayload.Whole whole -> false;
      case SignedPayload.Hashed hashed -> body.accepted().contains(PayloadForm.HASHED);
      case Chunked chunked -> body.accepted().contains(PayloadForm.CHUNKED);
      case SignedPayload.Unsigned unsigned -> body.accepted().contains(PayloadForm.UNSIGNED);
    };
  }

  /** Each signature covers the one before, so that no piece can be left out or moved. */
  private Chunked verify(Chunks chunks, String seed, boolean signsTrailer) throws RefusedException {
    String previous = chunks.after().map(PayloadCheck::withoutPadding).orElse(seed);
    boolean ended = false;
    for (Piece chunk : chunks.chunks()) {
      if (ended) {
        throw mismatch("A chunk follows the empty one, which is the last");
      }
      previous = verify(texts.chunk(previous, chunk.sha256()), chunk);
      ended = chunk.sha256().equals(EMPTY_HASH);
    }
    Optional<Piece> trailer = chunks.trailer();
    if (trailer.isEmpty()) {
      return new Chunked(previous, ended && !signsTrailer);
    }
    if (!ended || !signsTrailer) {
      throw mismatch("A signed trailer follows the empty chunk, where one was announced");
    }
    return new Chunked(
        verify(texts.trailer(previous, trailer.get().sha256()), trailer.get()), true);
  }

  private String verify(String text, Piece piece) throws RefusedException {
    String signature = withoutPadding(piece.signature());
    if (!key.verifies(text, signature)) {
      throw mismatch("The signature of a chunk or of the trailer does not match");
    }
    return signature;
  }

  /** Version 4A's signatures differ in length; in a body they are padded to one. */
  private static String withoutPadding(String signature) {
    int padding = signature.indexOf('*');
    return padding < 0 ? signature : signature.substring(0, padding);
  }

  private static RefusedException mismatch(String detail) {
    return new RefusedException(SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, detail);
  }
}
