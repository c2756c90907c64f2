package dev.rolecall.sts.issuer;

import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Audiences;
import dev.rolecall.token.TrustedIssuer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which issuer's tokens are accepted on which way, and for which audience. */
public final class TrustedIssuers {
  /** The API server's clock and ours are of one cluster. */
  private static final Duration CLUSTER_LEEWAY = Duration.ofSeconds(30);

  /** AWS STS's. */
  private static final Duration PROVIDER_LEEWAY = Duration.ofMinutes(5);

  private final ResourceDirectory resources;
  private final ClusterIssuer cluster;
  private final Audiences audiences;
  private final Optional<String> own;
  private final ProviderKeys providerKeys;

  /**
   * @param own the issuer of the tokens that sts gives to sessions, where it does: nobody comes
   *     back with one for another session
   */
  public TrustedIssuers(
      ResourceDirectory resources,
      ClusterIssuer cluster,
      Audiences audiences,
      Optional<String> own,
      ProviderKeys providerKeys) {
    this.resources = resources;
    this.cluster = cluster;
    this.audiences = audiences;
    this.own = own;
    this.providerKeys = providerKeys;
  }

  /** The cluster's issuer alone, for the audiences of one way. */
  public Function<String, Optional<TrustedIssuer>> cluster(Audience way) {
    return issuer -> Optional.of(ofCluster(way)).filter(it -> isClusters(issuer));
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
            ? Optional.of(ofCluster(Audience.WEB_IDENTITY))
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

  private TrustedIssuer ofCluster(Audience way) {
    return new TrustedIssuer(
        cluster.issuer(),
        audiences.of(way),
        cluster.keys(),
        CLUSTER_LEEWAY,
        TrustedIssuer.Kind.CLUSTER);
  }

  private TrustedIssuer external(Provider provider) {
    // No provider's list of client ids brings the audience of another way here.
    Set<String> clientIds = new HashSet<>(provider.clientIds());
    clientIds.removeAll(audiences.ofOthers(Audience.WEB_IDENTITY));
    return new TrustedIssuer(
        provider.issuer().toString(),
        clientIds,
        providerKeys.of(provider),
        PROVIDER_LEEWAY,
        TrustedIssuer.Kind.EXTERNAL);
  }
}
