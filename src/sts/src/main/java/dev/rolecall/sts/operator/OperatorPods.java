package dev.rolecall.sts.operator;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;

/**
 * Tells the operator from everybody else.
 *
 * @param account that the operator's pods run as
 */
public record OperatorPods(ClusterTokens tokens, ServiceAccountRef account) {
  /** Who asks; known, if nothing else. */
  sealed interface Asking {
    record Operator(Workload pod) implements Asking {}

    record SomebodyElse(Workload pod) implements Asking {}

    record TooOften(Workload pod) implements Asking {}
  }

  /** Whose pod the token is bound to, who pays for the call from here on. */
  Asking judge(TokenResult token, HttpCall call) throws RefusedException {
    Workload pod = tokens.attest(token).workload();
    boolean isOperator = pod.serviceAccount().equals(account);
    Principal principal = isOperator ? Principal.intermediary(pod) : Principal.pod(pod);
    Credential by = Credential.token(call.bearerToken().orElse(""));
    if (call.caller().proved(principal, by).isPresent()) {
      return new Asking.TooOften(pod);
    }
    return isOperator ? new Asking.Operator(pod) : new Asking.SomebodyElse(pod);
  }
}
