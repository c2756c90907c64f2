package dev.rolecall.sts.authorize;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.authorize.asking.AskingService;
import dev.rolecall.sts.authorize.asking.AskingServices;
import dev.rolecall.sts.authorize.asking.CertificateNames;
import dev.rolecall.sts.http.ClientCertificates;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which service asks: the one of a certificate that the handshake verified, else of a pod's token.
 * Who has a certificate is judged by it alone: a token in the same request may be somebody else's
 * that a proxy passed on.
 */
public final class ServiceAuthentication {
  private final ClusterTokens tokens;
  private final AskingServices services;
  private final Clock clock;

  public ServiceAuthentication(ClusterTokens tokens, AskingServices services, Clock clock) {
    this.tokens = tokens;
    this.services = services;
    this.clock = clock;
  }

  /** Who asks. */
  public sealed interface Result {
    record Accepted(AskingService service) implements Result {}

    record NotAuthenticated(String reason) implements Result {}

    /**
     * Known, and not one of the services.
     *
     * @param who service account or certificate
     */
    record NotAllowed(String who) implements Result {}

    /**
     * Known, and asks too often.
     *
     * @param who service or service account
     */
    record Throttled(String who) implements Result {}

    /** A retry may succeed. */
    record NotKnownYet(String reason) implements Result {}
  }

  /**
   * What {@link #authenticate} goes by: the certificate, or the token.
   *
   * @param token of the asking pod; empty where it sent none
   */
  Credential credential(HttpCall call, String token) {
    return certificate(call)
        .map(ClientCertificates::credential)
        .orElseGet(() -> Credential.token(token));
  }

  private Optional<X509Certificate> certificate(HttpCall call) {
    return call.clientCertificate().filter(certificate -> services.knowsCertificates());
  }

  /**
   * @param token of the asking pod; empty where it sent none
   */
  public CompletionStage<Result> authenticate(HttpCall call, String token) {
    return certificate(call)
        .<CompletionStage<Result>>map(
            certificate -> CompletableFuture.completedFuture(judge(certificate, call.caller())))
        .orElseGet(() ->
            tokens
                .verify(token, Audience.AUTHORIZE)
                .thenApply(
                    result -> judge(result, new Asking(call.caller(), Credential.token(token)))));
  }

  /**
   * @param by what he proves himself by
   */
  private record Asking(Caller caller, Credential by) {
    boolean mayAsk(Principal principal) {
      return caller.proved(principal, by).isEmpty();
    }

    @Override
    public String toString() {
      return caller.toString();
    }
  }

  /** A connection may outlive the certificate that it began with. */
  private Result judge(X509Certificate certificate, Caller caller) {
    if (clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
      return new Result.NotAuthenticated("the connection's certificate has expired");
    }
    return services
        .find(certificate)
        .map(service ->
            accept(
                service,
                new Principal.Intermediary("service " + service.name()),
                new Asking(caller, ClientCertificates.credential(certificate))))
        .orElseGet(() -> new Result.NotAllowed("Certificate " + CertificateNames.of(certificate)));
  }

  private Result judge(TokenResult result, Asking asking) {
    try {
      Workload service = tokens.attest(result).workload();
      return services
          .find(service.serviceAccount())
          .map(found -> accept(found, Principal.intermediary(service), asking))
          .orElseGet(() -> notAllowed(service, asking));
    } catch (RefusedException e) {
      Refusal refusal = e.refusal();
      return switch (refusal.kind()) {
        case NOT_KNOWN_YET, KEYS_UNAVAILABLE -> new Result.NotKnownYet(refusal.reason());
        default -> new Result.NotAuthenticated(refusal.reason());
      };
    }
  }

  private static Result accept(AskingService service, Principal principal, Asking asking) {
    return asking.mayAsk(principal)
        ? new Result.Accepted(service)
        : new Result.Throttled(service.name());
  }

  private static Result notAllowed(Workload workload, Asking asking) {
    String who = "Service account " + workload.serviceAccount();
    return asking.mayAsk(Principal.pod(workload))
        ? new Result.NotAllowed(who)
        : new Result.Throttled(who);
  }
}
