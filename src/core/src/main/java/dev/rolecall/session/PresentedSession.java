package dev.rolecall.session;

import dev.rolecall.sigv4.CredentialLookup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The session whose credentials one request was signed with. Make one for each request, give it to
 * {@link dev.rolecall.sigv4.SignatureVerifier#verify}, and ask for the session where the signature
 * is valid: until then nobody has proved to hold its secret.
 */
public final class PresentedSession implements CredentialLookup {
  private final SessionOpener opener;
  private Optional<Session> session = Optional.empty();

  public PresentedSession(SessionOpener opener) {
    this.opener = opener;
  }

  /** Opens the token; one that was issued with another access key id is not known. */
  @Override
  public Answer find(String accessKeyId, String sessionToken) {
    session = Optional.empty();
    return switch (opener.open(sessionToken)) {
      case SessionOpener.Result.Opened(var found, var keys) when belongs(accessKeyId, found) -> {
        session = Optional.of(found);
        yield new Answer.Known(keys);
      }
      case SessionOpener.Result.Expired(var found, var keys) when belongs(accessKeyId, found) -> {
        session = Optional.of(found);
        yield new Answer.Expired(keys);
      }
      default -> new Answer.Unknown();
    };
  }

  private static boolean belongs(String accessKeyId, Session session) {
    return MessageDigest.isEqual(
        accessKeyId.getBytes(StandardCharsets.UTF_8),
        session.accessKeyId().value().getBytes(StandardCharsets.UTF_8));
  }

  /** The session that was found, good or expired; empty where none was. */
  public Optional<Session> session() {
    return session;
  }
}
