package dev.rolecall.sts.authorize;

import dev.rolecall.json.JsonValue;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.RequestBody;
import dev.rolecall.sigv4.RequestBody.Chunks;
import dev.rolecall.sigv4.RequestBody.Piece;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a question says of the request's body: all of it ({@code body}), how the service will
 * deal with one that it keeps ({@code payload}), or the pieces of one ({@code chunks}). One that
 * says nothing is of a request without a body.
 */
final class RequestBodyReader {
  private static final Map<String, PayloadForm> FORMS =
      Map.of(
          "hashed", PayloadForm.HASHED,
          "chunked", PayloadForm.CHUNKED,
          "unsigned", PayloadForm.UNSIGNED);

  /** Each costs the verification of a signature. */
  private static final int MOST_CHUNKS = 1000;

  private RequestBodyReader() {}

  static RequestBody read(JsonFields request) throws FieldException {
    boolean whole = request.value("body").isPresent();
    boolean elsewhere = request.value("payload").isPresent();
    Optional<JsonValue> chunks = request.value("chunks");
    if (chunks.isPresent() && (whole || elsewhere)) {
      throw request.problem("chunks", "cannot be given with " + (whole ? "body" : "payload"));
    }
    if (whole && elsewhere) {
      throw request.problem("payload", "cannot be given with body");
    }
    if (elsewhere) {
      return new RequestBody.Elsewhere(forms(request));
    }
    return chunks.isPresent() ? chunks(chunks.get()) : body(request);
  }

  private static RequestBody body(JsonFields request) throws FieldException {
    try {
      return new RequestBody.Whole(
          Base64.getDecoder().decode(request.optionalText("body").orElse("")));
    } catch (IllegalArgumentException e) {
      throw request.problem("body", "must be base64 (RFC 4648, section 4)");
    }
  }

  private static Set<PayloadForm> forms(JsonFields request) throws FieldException {
    Set<PayloadForm> forms = EnumSet.noneOf(PayloadForm.class);
    for (JsonValue element : request.list("payload")) {
      PayloadForm form = FORMS.get(JsonFields.text(element, "request.payload"));
      if (form == null) {
        throw request.problem("payload", "must be a list of hashed, chunked, unsigned");
      }
      forms.add(form);
    }
    return forms;
  }

  private static Chunks chunks(JsonValue value) throws FieldException {
    String path = "request.chunks";
    JsonFields fields = JsonFields.of(value, path, Set.of("after", "signed", "trailer"));
    List<JsonValue> elements = fields.list("signed");
    if (elements.size() > MOST_CHUNKS) {
      throw fields.problem("signed", "must be " + MOST_CHUNKS + " chunks at most");
    }
    List<Piece> signed = new ArrayList<>();
    for (JsonValue element : elements) {
      signed.add(piece(element, path + ".signed[" + signed.size() + "]"));
    }
    Optional<JsonValue> trailer = fields.value("trailer");
    Optional<Piece> signedTrailer =
        trailer.isEmpty() ? Optional.empty() : Optional.of(piece(trailer.get(), path + ".trailer"));
    try {
      return new Chunks(fields.optionalText("after"), signed, signedTrailer);
    } catch (IllegalArgumentException e) {
      throw fields.problem("after", "is wrong: " + e.getMessage());
    }
  }

  private static Piece piece(JsonValue value, String path) throws FieldException {
    JsonFields fields = JsonFields.of(value, path, Set.of("sha256", "signature"));
    try {
      return new Piece(fields.text("sha256"), fields.text("signature"));
    } catch (IllegalArgumentException e) {
      throw fields.problem("signature", "or sha256 is wrong: " + e.getMessage());
    }
  }
}
