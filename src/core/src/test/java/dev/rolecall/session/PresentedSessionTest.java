package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Secret;
import dev.rolecall.session.SessionIssuer.Result.Issued;
import dev.rolecall.sigv4.CredentialLookup.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PresentedSessionTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00.750Z");
  private final MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final SessionIssuer issuer = new SessionIssuer(() -> keys, clock, new SecureRandom());
  private final SessionOpener opener = new SessionOpener(() -> keys, clock, Sessions.KEPT);

  @Test
  void knowsTheSecretOfAPresentedSession() throws GeneralSecurityException {
    Issued issued = issue(Sessions.plain());
    PresentedSession presented = new PresentedSession(opener);
    Answer answer = presented.find(issued.session().accessKeyId().value(), token(issued));

    String signature = sign(issued.credentials().secretAccessKey(), "text");
    assertThat(((Answer.Known) answer).keys().symmetric("day", "region", "service"))
        .returns(true, key -> key.verifies("text", signature))
        .returns(false, key -> key.verifies("other", signature));
    assertThat(presented.session()).contains(issued.session());
  }

  /** As a client that was given this secret signs. */
  private static String sign(Secret secret, String text) throws GeneralSecurityException {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of("day", "region", "service", "aws4_request", text)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      key = mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(key);
  }

  @Test
  void refusesATokenUnderAnotherSessionsKeyId() {
    Issued one = issue(Sessions.plain());
    Issued two = issue(Sessions.plain());
    PresentedSession presented = new PresentedSession(opener);
    assertThat(presented.find(one.session().accessKeyId().value(), token(two)))
        .isEqualTo(new Answer.Unknown());
    assertThat(presented.find("", token(two))).isEqualTo(new Answer.Unknown());
    assertThat(presented.find(one.session().accessKeyId().value(), ""))
        .isEqualTo(new Answer.Unknown());
    assertThat(presented.session()).isEmpty();
  }

  @Test
  void saysThatAPresentedSessionIsOverOnlyToItsOwnKeyId() {
    Issued issued = issue(Sessions.plain());
    clock.advance(Duration.ofHours(2));
    PresentedSession presented = new PresentedSession(opener);
    assertThat(presented.find("ASIAAAAAAAAAAAAAAAAA", token(issued)))
        .isEqualTo(new Answer.Unknown());
    assertThat(presented.find(issued.session().accessKeyId().value(), token(issued)))
        .isInstanceOf(Answer.Expired.class);
    assertThat(presented.session()).contains(issued.session());
  }

  private Issued issue(SessionDraft draft) {
    return Sessions.issued(issuer.issue(draft));
  }

  private static String token(Issued issued) {
    return issued.credentials().sessionToken().reveal();
  }
}
