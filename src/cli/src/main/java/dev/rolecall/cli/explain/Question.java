package dev.rolecall.cli.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.explain.Explanation;
import dev.rolecall.policy.explain.PolicyExplainer;

/** What is to be explained: policies, and a request to them. */
record Question(Policies policies, AuthorizationRequest request) {
  Explanation explain() {
    return PolicyExplainer.explain(policies, request);
  }
}
