package dev.rolecall.operator.injection.plan;

/**
 * What this cluster's Kubernetes can do.
 *
 * @param nativeSidecars whether init containers can be restarted (on since 1.29)
 * @param readableTokens whether users other than root can read a projected token without {@code
 *     fsGroup} (since 1.19)
 */
public record ServerFeatures(boolean nativeSidecars, boolean readableTokens) {}
