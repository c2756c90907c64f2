package dev.rolecall.sts.issuer;

import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Audience;
import dev.rolecall.token.TrustedIssuer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which issuer's tokens are accepted on which way, and for which audience. */
public final class TrustedIssuers {
  /** The API server's clock and ours are of one cluster. */
  private static final Duration CLUSTER_LEEWAY = Duration.ofSeconds(30);

  /** AWS STS's. */
  private static final Duration PROVIDER_LEEWAY = Duration.ofMinutes(5);

  /** Audiences of other ways, which no provider's list of client ids can bring here. */
  private static final Set<String> OF_OTHER_WAYS =
      EnumSet.complementOf(EnumSet.of(Audience.WEB_IDENTITY)).stream()
          .map(Audience::value)
          .collect(Collectors.toUnmodifiableSet());

  private final ResourceDirectory resources;
  private final ClusterIssuer cluster;
  private final Optional<String> own;
  private final ProviderKeys providerKeys;

  /**
   * @param own the issuer of the tokens that sts gives to sessions, where it does: nobody comes
   *     back with one for another session
   */
  public TrustedIssuers(
      ResourceDirectory resources,
      ClusterIssuer cluster,
      Optional<String> own,
      ProviderKeys providerKeys) {
    this.resources = resources;
    this.cluster = cluster;
    this.own = own;
    this.providerKeys = providerKeys;
  }

  /** The cluster's issuer alone, for one audience. */
  public Function<String, Optional<TrustedIssuer>> cluster(Audience audience) {
    return issuer -> Optional.of(cluster(audience.value())).filter(it -> isClusters(issuer));
  }

  /**
   * The cluster's issuer, which is present in every account, and the providers of the role's own
   * account.
   *
   * @param account empty where the role's ARN names none
   */
  public Function<String, Optional<TrustedIssuer>> webIdentity(Optional<AccountId> account) {
    return issuer ->
        isClusters(issuer)
            ? Optional.of(cluster(Audience.WEB_IDENTITY.value()))
            : account
                .filter(id -> !own.equals(Optional.of(issuer)))
                .flatMap(id -> provider(id, issuer))
                .map(this::external);
  }

  public boolean isClusters(String issuer) {
    return issuer.equals(cluster.issuer());
  }

  /** {@code arn:aws:iam::<account>:oidc-provider/<issuer without scheme>}. */
  public static String providerArn(AccountId account, String issuer) {
    return "arn:aws:iam::" + account + ":oidc-provider/" + Provider.hostAndPath(issuer);
  }

  private Optional<Provider> provider(AccountId account, String issuer) {
    Optional<Provider> found = resources.provider(account, issuer);
    if (found.isEmpty()) {
      providerKeys.forget(account, issuer);
    }
    return found;
  }

  private TrustedIssuer cluster(String audience) {
    return new TrustedIssuer(
        cluster.issuer(),
        Set.of(audience),
        cluster.keys(),
        CLUSTER_LEEWAY,
        TrustedIssuer.Kind.CLUSTER);
  }

  private TrustedIssuer external(Provider provider) {
    Set<String> audiences = new HashSet<>(provider.clientIds());
    audiences.removeAll(OF_OTHER_WAYS);
    return new TrustedIssuer(
        provider.issuer().toString(),
        audiences,
        providerKeys.of(provider),
        PROVIDER_LEEWAY,
        TrustedIssuer.Kind.EXTERNAL);
  }
}
