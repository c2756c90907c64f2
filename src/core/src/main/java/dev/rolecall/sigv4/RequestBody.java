package dev.rolecall.sigv4;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A request's body, so far as whoever verifies the signature has it. */
public sealed interface RequestBody {
  /** All of it: it must be what was signed. */
  record Whole(byte[] bytes) implements RequestBody {}

  /**
   * It stayed with the service that asks.
   *
   * @param accepted what that service takes upon itself; a signature that covers the body in
   *     another way, or not at all, is refused
   */
  record Elsewhere(Set<PayloadForm> accepted) implements RequestBody {
    public Elsewhere {
      accepted = Set.copyOf(accepted);
    }
  }

  /**
   * It stayed with the service that asks, which hashed the pieces that it is signed in.
   *
   * @param after the signature that the first one of the pieces follows, verified before; empty
   *     where that is the request's
   * @param chunks in their order
   * @param trailer the trailing headers, where they came and are signed
   */
  record Chunks(Optional<String> after, List<Piece> chunks, Optional<Piece> trailer)
      implements RequestBody {
    public Chunks {
      chunks = List.copyOf(chunks);
      after.ifPresent(Piece::requireSignature);
    }
  }

  /**
   * A piece of a body, or the canonical lines of its trailer: {@code name:value} and a line feed
   * each.
   *
   * @param sha256 in lower-case hex
   * @param signature as sent
   */
  record Piece(String sha256, String signature) {
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{16,144}\\*{0,128}");

    /**
     * @throws IllegalArgumentException where these are no hash and no signature
     */
    public Piece {
      if (!Forms.isHash(sha256)) {
        throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits");
      }
      requireSignature(signature);
    }

    private static void requireSignature(String signature) {
      if (!SIGNATURE.matcher(signature).matches()) {
        throw new IllegalArgumentException("a signature must be lower-case hex digits");
      }
    }
  }
}
