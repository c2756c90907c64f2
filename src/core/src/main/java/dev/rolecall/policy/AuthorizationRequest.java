package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;

/**
 * One question to the policies.
 *
 * @param action {@code service:Name}
 * @param resource an ARN, or {@code *}
 * @param resourceAccount the account that owns the resource
 */
public record AuthorizationRequest(
    Caller caller,
    String action,
    String resource,
    AccountId resourceAccount,
    RequestContext context) {}
