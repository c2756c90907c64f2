package dev.rolecall.sts.authorize;

import dev.rolecall.sigv4.SignedPayload;
import java.util.Map;

/** What an answer says of the request's body, so that the service knows what it must still do. */
final class PayloadAnswer {
  private PayloadAnswer() {}

  static Map<String, Object> of(SignedPayload payload) {
    return switch (payload) {
      case SignedPayload.Whole whole -> Map.of("form", "whole");
      case SignedPayload.Hashed(var sha256) -> Map.of("form", "hashed", "sha256", sha256);
      case SignedPayload.Chunked(var lastSignature, var complete) ->
          Map.of("form", "chunked", "lastSignature", lastSignature, "complete", complete);
      case SignedPayload.Unsigned unsigned -> Map.of("form", "unsigned");
    };
  }
}
