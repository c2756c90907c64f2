package dev.rolecall.sts.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.outbound.TokenAlgorithm;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.sts.outbound.IdentityTokens.Result;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTokensTest {
  private static final String NAMESPACE = "https://sts.amazonaws.com/";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00.900Z");
  private final TokenKeys keys = TokenKeys.parse(TokenKeys.withNewKeys("", clock));
  private final IdentityTokens tokens =
      new IdentityTokens(
          new OutboundIssuer(URI.create("https://sts.example.com/identity"), () -> keys),
          "eu-west-1",
          clock,
          () -> "id-1");
  private final Session session = session();

  @Test
  void saysWhatTheSessionIs() throws Exception {
    JWTClaimsSet claims = claims(request(Duration.ofMinutes(5), Map.of()));

    assertThat(claims.getClaims().keySet())
        .containsExactly("iss", "sub", "aud", "iat", "exp", "jti", NAMESPACE);
    assertThat(claims.getSubject()).isEqualTo("arn:aws:iam::111111111111:role/team/Reports");
    assertThat(claims.getJWTID()).isEqualTo("id-1");
    assertThat(claims.getIssueTime()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(claims.getExpirationTime()).isEqualTo("2026-03-01T12:05:00Z");
    assertThat(claims.getJSONObjectClaim(NAMESPACE))
        .isEqualTo(
            Map.of(
                "aws_account",
                "111111111111",
                "source_region",
                "eu-west-1",
                "principal_id",
                "arn:aws:iam::111111111111:role/team/Reports",
                "original_session_exp",
                "2026-03-01T13:00:00Z",
                "source_identity",
                "alice",
                "principal_tags",
                Map.of("kubernetes-namespace", "acme")));
  }

  @Test
  void keepsWhatTheSessionSaysOfItselfApart() throws Exception {
    JWTClaimsSet claims = claims(request(Duration.ofMinutes(5), Map.of("principal_tags", "x")));

    assertThat(claims.getJSONObjectClaim(NAMESPACE))
        .containsEntry("principal_tags", Map.of("kubernetes-namespace", "acme"))
        .containsEntry("request_tags", Map.of("principal_tags", "x"));
  }

  @Test
  void isGoodToTheLastSecondOfTheSessionAndNoLonger() {
    clock.advance(Duration.ofMinutes(30));

    assertThat(issue(request(Duration.ofMinutes(30), Map.of()))).isInstanceOf(Result.Issued.class);
    assertThat(issue(request(Duration.ofMinutes(30).plusSeconds(1), Map.of())))
        .isInstanceOf(Result.OutlivesSession.class);
  }

  @Test
  void hasSoManyBytesAtMost() throws Exception {
    int own =
        SignedJWT.parse(((Result.Issued) issue(filled(1))).token()).getPayload().toBytes().length;

    assertThat(issue(filled(1 + 14_984 - own))).isInstanceOf(Result.Issued.class);
    assertThat(issue(filled(2 + 14_984 - own))).isEqualTo(new Result.TooLarge(14_985));
  }

  @Test
  void printsNoToken() {
    Result.Issued issued = (Result.Issued) issue(request(Duration.ofMinutes(5), Map.of()));
    assertThat(issued.toString()).isEqualTo("token id-1");
  }

  private IdentityTokenRequest filled(int characters) {
    return request(Duration.ofMinutes(5), Map.of("a", "x".repeat(characters)));
  }

  private static IdentityTokenRequest request(Duration duration, Map<String, String> tags) {
    return new IdentityTokenRequest(List.of("api"), TokenAlgorithm.ES384, duration, tags);
  }

  private Result issue(IdentityTokenRequest request) {
    return tokens.issue(request, session, Map.of("kubernetes-namespace", "acme"));
  }

  private JWTClaimsSet claims(IdentityTokenRequest request) throws Exception {
    return SignedJWT.parse(((Result.Issued) issue(request)).token()).getJWTClaimsSet();
  }

  private Session session() {
    MasterKeys master = MasterKeys.parse(MasterKeys.withNewKey("", clock));
    SessionDraft draft =
        new SessionDraft(
            RoleId.ofUid("role"),
            RoleArn.parse("arn:aws:iam::111111111111:role/team/Reports").orElseThrow(),
            new SessionName("test"),
            Map.of(),
            Set.of(),
            Optional.of("alice"),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    return ((SessionIssuer.Result.Issued)
            new SessionIssuer(() -> master, clock, new SecureRandom()).issue(draft))
        .session();
  }
}
