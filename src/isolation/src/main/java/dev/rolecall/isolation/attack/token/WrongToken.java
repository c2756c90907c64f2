package dev.rolecall.isolation.attack.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.identity.Audience;
import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.TokenDraft;
import dev.rolecall.isolation.cluster.Tokens;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Asks with a token that is not good: not even the asker's own credentials may come of it.
 *
 * @param token made from the cluster's issuer
 */
public record WrongToken(String name, String does, Function<Tokens, String> token)
    implements Attack {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * One of each kind; those whose claims are the attacker's own show that the check itself holds.
   */
  public static List<Attack> all() {
    return List.of(
        new WrongToken(
            "token-of-another-pod",
            "asks with the victim's token, whose credentials the agent has at hand",
            tokens -> tokens.of(Cast.VICTIM)),
        new WrongToken(
            "token-of-another-node",
            "asks with the token of a pod that runs on another node",
            tokens -> tokens.of(Cast.ELSEWHERE)),
        new WrongToken(
            "token-of-host-pod",
            "asks with the token of a pod on the host's network",
            tokens -> tokens.of(Cast.ON_HOST)),
        new WrongToken(
            "token-for-another-audience",
            "asks with its own token for web identity",
            tokens -> own(tokens).audience(Audience.WEB_IDENTITY.value()).signed(tokens.key())),
        new WrongToken(
            "token-of-another-issuer",
            "asks with a token of an issuer that it runs itself",
            tokens -> own(tokens).issuer("https://issuer.example").signed(stranger())),
        new WrongToken(
            "token-of-another-cluster",
            "asks with a token of a cluster whose issuer has the same name",
            tokens -> own(tokens).signed(stranger())),
        new WrongToken(
            "token-with-borrowed-key-id",
            "signs with its own key and names the issuer's",
            tokens -> own(tokens).signed(strangerNamed(tokens.key().getKeyID()))),
        new WrongToken(
            "token-unsigned",
            "asks with the algorithm 'none' and the victim's service account",
            tokens -> forged(tokens).unsigned()),
        new WrongToken(
            "token-signed-with-public-key",
            "takes the issuer's public key as the secret of HS256",
            tokens -> forged(tokens).signedWithPublicKey(tokens.key())),
        new WrongToken(
            "token-expired",
            "asks with its own token of two hours ago",
            tokens ->
                own(tokens)
                    .between(Instant.now().minus(HOUR.multipliedBy(2)), Instant.now().minus(HOUR))
                    .signed(tokens.key())),
        new WrongToken(
            "token-of-the-future",
            "asks with its own token of the hour to come",
            tokens ->
                own(tokens)
                    .between(Instant.now().plus(HOUR), Instant.now().plus(HOUR.multipliedBy(2)))
                    .signed(tokens.key())));
  }

  private static TokenDraft own(Tokens tokens) {
    return tokens.draftOf(Cast.ATTACKER);
  }

  /** Bound to the attacker's pod, so that the connection agrees with it, for another account. */
  private static TokenDraft forged(Tokens tokens) {
    return own(tokens).claiming(Cast.VICTIM, Cast.ATTACKER);
  }

  private static RSAKey stranger() {
    return strangerNamed("stranger");
  }

  private static RSAKey strangerNamed(String keyId) {
    try {
      return new RSAKeyGenerator(2048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Outcome run(Scene scene) {
    // So that the agent has the victim's credentials at hand.
    scene.failureToServe(Cast.VICTIM);
    Foothold attacker = scene.at(Cast.ATTACKER);
    String text = token.apply(scene.tokens());
    List<Answer> answers =
        Http.eksHosts().stream()
            .map(host -> attacker.ask(host, Http.PORT, Http.eks(host, text)))
            .toList();
    return scene.any(answers);
  }
}
