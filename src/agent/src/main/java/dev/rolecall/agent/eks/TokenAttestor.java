package dev.rolecall.agent.eks;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Callers;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.credentials.CredentialRequest;
import dev.rolecall.agent.credentials.PodToken;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.token.PodTokenVerifier;
import dev.rolecall.agent.token.TokenVerdict;
import dev.rolecall.identity.PodRef;
import dev.rolecall.token.KubernetesClaims;
import dev.rolecall.token.TokenRefusal;
import java.util.Optional;

/**
 * Holds a connection and a token against each other: each must prove the same pod of this node. A
 * process of the host's network proves none by its connection, so its token must be of a pod that
 * is on the host's network, and whose account allows that; what else the process must prove is not
 * said here.
 */
public final class TokenAttestor {
  private static final String ANOTHERS = "the token is another pod's";
  private static final String HOST = "host";

  private final Callers callers;
  private final PodTokenVerifier tokens;
  private final PodDirectory pods;

  public TokenAttestor(Callers callers, PodTokenVerifier tokens, PodDirectory pods) {
    this.callers = callers;
    this.tokens = tokens;
    this.pods = pods;
  }

  Attestation attest(Connection connection, PodToken token) {
    return switch (callers.of(connection)) {
      case Caller.Pod(var pod) -> verified(token, pod.pod().uid(), verdict -> ofPod(pod, verdict));
      case Caller.Host host -> verified(token, HOST, this::ofHost);
      case Caller.NotYet(var reason) -> new Attestation.NotYet(reason);
      case Caller.Stranger(var reason) ->
          new Attestation.Refused(
              403, "AccessDeniedException", "This connection is of no pod of the node.", reason);
    };
  }

  @FunctionalInterface
  private interface Continuation {
    Attestation apply(TokenVerdict.Verified verdict);
  }

  private Attestation verified(PodToken token, String presenter, Continuation then) {
    return switch (tokens.verify(token, presenter)) {
      case TokenVerdict.Verified verdict ->
          isOfOtherNode(verdict.claims())
              ? Attestation.Refused.foreign("the token is of a pod of another node")
              : then.apply(verdict);
      case TokenVerdict.NoPod none ->
          Attestation.Refused.token(
              "InvalidTokenException",
              "The token is bound to no pod.",
              "the token is bound to no pod");
      case TokenVerdict.NotNow(var reason) -> new Attestation.NotYet(reason);
      case TokenVerdict.Refused(var reason) -> refused(reason);
    };
  }

  private boolean isOfOtherNode(KubernetesClaims claims) {
    Optional<String> own = pods.node().map(node -> node.name());
    return own.isPresent() && claims.node().isPresent() && !claims.node().equals(own);
  }

  private static Attestation refused(TokenRefusal reason) {
    return reason == TokenRefusal.EXPIRED
        ? Attestation.Refused.token(
            "ExpiredTokenException", "The token has expired.", "the token has expired")
        : Attestation.Refused.token(
            "InvalidTokenException", "The token was not accepted.", "the token: " + reason);
  }

  private static Attestation ofPod(NodePod pod, TokenVerdict.Verified verdict) {
    return isOf(pod, verdict.claims())
        ? new Attestation.Attested(new CredentialRequest.ByToken(verdict.token(), pod))
        : Attestation.Refused.foreign(ANOTHERS);
  }

  private Attestation ofHost(TokenVerdict.Verified verdict) {
    String uid = verdict.claims().pod().map(PodRef::uid).orElse("");
    NodePod pod = pods.find(uid).orElse(null);
    if (pod == null) {
      return pods.isGone(uid)
          ? Attestation.Refused.foreign("the pod of the token is gone")
          : new Attestation.NotYet("the pod of the token is not known on this node yet");
    }
    if (!pod.hostNetwork()) {
      return Attestation.Refused.foreign("the token is of a pod that is not on the host's network");
    }
    if (!pod.allowed().hostNetwork()) {
      return new Attestation.Refused(
          403,
          "AccessDeniedException",
          "The account allows no credentials for pods on the host's network.",
          "the account allows no credentials for pods on the host's network");
    }
    return isOf(pod, verdict.claims())
        ? new Attestation.IfOfPod(new CredentialRequest.ByToken(verdict.token(), pod))
        : Attestation.Refused.foreign(ANOTHERS);
  }

  private static boolean isOf(NodePod pod, KubernetesClaims claims) {
    return claims.pod().equals(Optional.of(pod.pod()))
        && claims.serviceAccount().equals(pod.serviceAccount());
  }
}
