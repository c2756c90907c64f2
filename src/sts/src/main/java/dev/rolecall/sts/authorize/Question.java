package dev.rolecall.sts.authorize;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignedRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks of a request that it received.
 *
 * @param scope the service and region that the signature must be for
 * @param resourcePolicy of the resource; null where it has none
 * @param context what the service says of the request
 */
record Question(
    SignedRequest request,
    Scope scope,
    String action,
    String resource,
    AccountId resourceAccount,
    @Nullable PolicyDocument resourcePolicy,
    Map<String, RequestContext.Entry> context) {}
