package dev.rolecall.bench.server;

import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.Audience;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.issuer.ClusterIssuer;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Verifies the token of a request for AssumeRoleWithWebIdentity with the code of sts, and answers a
 * constant. The token stands last in the form and needs no decoding.
 */
final class Verification implements HttpEndpoint {
  private static final String TOKEN = "WebIdentityToken=";

  private final TokenVerifier verifier;
  private final Optional<TrustedIssuer> issuer;
  private final ConstantAnswers answers;

  Verification(ClusterIssuer cluster, ConstantAnswers answers, Clock clock) {
    this.verifier = new TokenVerifier(clock, new Bounds(0, 0));
    this.issuer =
        Optional.of(
            new TrustedIssuer(
                cluster.issuer(),
                Set.of(Audience.WEB_IDENTITY.value()),
                cluster.keys(),
                Duration.ofSeconds(30),
                TrustedIssuer.Kind.CLUSTER));
    this.answers = answers;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    String form = new String(call.body(), StandardCharsets.US_ASCII);
    String token = form.substring(form.lastIndexOf(TOKEN) + TOKEN.length());
    return verifier
        .verify(token, iss -> issuer)
        .thenApply(result ->
            result instanceof TokenResult.Verified
                ? answers.answer(call)
                : HttpAnswer.text(403, result.toString()));
  }
}
