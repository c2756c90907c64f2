package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** Two processes that learn of each change of the keys one after the other. */
class KeyRotationIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOKEN_KEYS = "identity-token-keys.json";
  private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

  private final List<AwsSessionCredentials> living = new ArrayList<>();

  @Test
  void refusesNoLivingSessionWhileKeysAreRotated(@TempDir Path one, @TempDir Path two)
      throws Exception {
    String first = aged(MasterKeys.withNewKey("", Clock.systemUTC()), Duration.ofDays(30));
    try (EmbeddedSts early = EmbeddedSts.start(one);
        EmbeddedSts late = EmbeddedSts.startLike(early, two)) {
      learn(early, one, first);
      learn(late, two, first);
      assertSealedBy(first, issue(early));
      assertAllLive(early, late);

      String both = MasterKeys.withNewKey(first, Clock.systemUTC());
      learn(early, one, both);
      assertSealedBy(first, issue(early));
      assertSealedBy(first, issue(late));
      assertAllLive(early, late);

      // Ten minutes on by the one's clock; by the other's, which has it now, a little less.
      learn(late, two, both);
      learn(early, one, agedNewest(both, Duration.ofMinutes(10)));
      AwsSessionCredentials byNew = issue(early);
      assertSealedBy(newest(both), byNew);
      assertSealedBy(first, issue(late));
      assertAllLive(early, late);

      AwsSessionCredentials byOld = living.getFirst();
      String dropped = MasterKeys.withoutKey(both, kid(first), Clock.systemUTC());
      learn(early, one, dropped);
      assertThat(Answers.element(Doors.whoami(early.uri(), byOld), "Code"))
          .isEqualTo("InvalidClientTokenId");
      assertThat(Doors.whoami(late.uri(), byOld).statusCode()).isEqualTo(200);
      learn(late, two, dropped);
      assertThat(Doors.whoami(late.uri(), byOld).statusCode()).isEqualTo(403);
      for (EmbeddedSts sts : List.of(early, late)) {
        assertThat(Doors.whoami(sts.uri(), byNew).statusCode()).isEqualTo(200);
      }
    }
  }

  /** Whoever verifies identity tokens has read a key hours before a token of it comes. */
  @Test
  void signsIdentityTokensWithKeysThatWerePublishedForHoursAlone(@TempDir Path folder)
      throws Exception {
    String first = aged(TokenKeys.withNewKeys("", Clock.systemUTC()), Duration.ofDays(30));
    String second = TokenKeys.withNewKeys("", Clock.systemUTC());
    try (EmbeddedSts sts =
        EmbeddedSts.start(
            folder, "rolecall.identity-tokens.issuer=http://127.0.0.1:@PORT@/identity")) {
      learn(sts, folder, TOKEN_KEYS, first);
      assertThat(first).contains(signer(sts));

      learn(sts, folder, TOKEN_KEYS, joined(first, second));
      assertThat(published(sts).getKeys()).hasSize(4);
      assertThat(first).contains(signer(sts));

      learn(sts, folder, TOKEN_KEYS, joined(first, aged(second, Duration.ofHours(3))));
      assertThat(second).contains(signer(sts));
      assertThat(published(sts).getKeys()).hasSize(4);

      String dropped = TokenKeys.withoutKey(joined(first, second), kid(first), Clock.systemUTC());
      learn(sts, folder, TOKEN_KEYS, dropped);
      assertThat(published(sts).getKeyByKeyId(kid(first))).isNull();
    }
  }

  /** The key of a token that is issued now, which a published key verifies. */
  private static String signer(EmbeddedSts sts) throws Exception {
    AwsSessionCredentials admin =
        Chain.byWebIdentity(sts, "arn:aws:iam::111111111111:role/ops/Admin", "repo:acme/ops");
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(admin))) {
      SignedJWT token =
          SignedJWT.parse(
              client
                  .getWebIdentityToken(
                      call -> call.audience("https://api.example.com").signingAlgorithm("ES384"))
                  .webIdentityToken());
      String id = token.getHeader().getKeyID();
      assertThat(token.verify(new ECDSAVerifier(published(sts).getKeyByKeyId(id).toECKey())))
          .isTrue();
      return id;
    }
  }

  private static JWKSet published(EmbeddedSts sts) throws Exception {
    return JWKSet.parse(sts.get("/identity/jwks").body());
  }

  private static String joined(String keys, String more) {
    return keys.substring(0, keys.lastIndexOf(']')) + "," + more.substring(more.indexOf('[') + 1);
  }

  private AwsSessionCredentials issue(EmbeddedSts sts) throws Exception {
    AwsSessionCredentials session =
        Answers.assumed(sts.assume(EmbeddedSts.ROLE, sts.reporter(EmbeddedSts.WEB)));
    living.add(session);
    return session;
  }

  private void assertAllLive(EmbeddedSts... replicas) throws Exception {
    for (EmbeddedSts sts : replicas) {
      for (AwsSessionCredentials session : living) {
        HttpResponse<String> answer = Doors.whoami(sts.uri(), session);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  private static void learn(EmbeddedSts sts, Path folder, String keys) throws Exception {
    learn(sts, folder, "session-keys.json", keys);
  }

  /** Has the process read the keys, which it says. */
  private static void learn(EmbeddedSts sts, Path folder, String name, String keys)
      throws Exception {
    Path file = folder.resolve("state").resolve(name);
    Path fresh = Files.writeString(folder.resolve("state/fresh.json"), keys);
    long changes = changes(sts, name);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    await().atMost(LIMIT).until(() -> changes(sts, name) > changes);
  }

  private static long changes(EmbeddedSts sts, String name) throws Exception {
    return sts.errors().lines().filter(line -> line.contains(name + " are [")).count();
  }

  private static void assertSealedBy(String keys, AwsSessionCredentials session) {
    String header =
        new String(
            Base64.getUrlDecoder().decode(session.sessionToken().split("\\.")[0]),
            StandardCharsets.UTF_8);
    assertThat(kid(header)).isEqualTo(kid(keys));
  }

  private static String kid(String json) {
    Matcher kid = KID.matcher(json);
    assertThat(kid.find()).isTrue();
    return kid.group(1);
  }

  private static String newest(String keys) {
    return keys.substring(keys.lastIndexOf("{"));
  }

  private static String agedNewest(String keys, Duration age) {
    int last = keys.lastIndexOf("{");
    return keys.substring(0, last) + aged(keys.substring(last), age);
  }

  /** The keys as if they had been made so much earlier. */
  private static String aged(String keys, Duration age) {
    Matcher made = Pattern.compile("\"iat\":(\\d+)").matcher(keys);
    return made.replaceAll(
        found -> "\"iat\":" + (Long.parseLong(found.group(1)) - age.toSeconds()));
  }
}
