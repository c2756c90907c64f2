package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Provider;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.OIDCProviderSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OIDCProviders as providers. */
final class ProviderMapping {
  private final Accounts accounts;
  private final Reserved reserved;
  private final Round round;

  ProviderMapping(Accounts accounts, Reserved reserved, Round round) {
    this.accounts = accounts;
    this.reserved = reserved;
    this.round = round;
  }

  Map<Name, Provider> map(List<OIDCProvider> oldestFirst) {
    Map<Name, OIDCProvider> owners = new HashMap<>();
    Map<Name, Provider> providers = new HashMap<>();
    Quota quota =
        new Quota(
            "openIDConnectProvidersQuota",
            AccountQuotas::getOpenIDConnectProvidersQuota,
            accounts,
            round);
    for (OIDCProvider resource : oldestFirst) {
      Optional<ManifestReading.Read> read = round.read(resource);
      Optional<Account> account = accounts.of(resource, round);
      String url = Optional.ofNullable(resource.getSpec().getUrl()).orElse("");
      if (account.isPresent()) {
        Name name = new Name(account.get().id(), Issuers.withoutDefaultPort(url));
        boolean within = quota.admits(account.get(), resource);
        // One too many keeps its issuer: no younger one with other keys becomes it.
        OIDCProvider owner = owners.putIfAbsent(name, resource);
        if (within && read.isPresent() && allowed(resource, url, owner)) {
          providers.put(name, provider(account.get(), url, resource.getSpec()));
        }
      }
    }
    return providers;
  }

  private boolean allowed(OIDCProvider resource, String url, @Nullable OIDCProvider owner) {
    if (reserved.isIssuer(url)) {
      round.note(
          resource,
          Reason.RESERVED_ISSUER,
          "'"
              + url
              + "' is the issuer of this cluster or of Rolecall: every account has it undeclared");
      return false;
    }
    if (owner != null) {
      round.note(
          resource,
          Reason.DUPLICATE_ISSUER,
          "OIDCProvider '%s' of namespace '%s' is older and declares '%s' in the account; delete one"
              .formatted(owner.getMetadata().getName(), owner.getMetadata().getNamespace(), url));
      return false;
    }
    return true;
  }

  private static Provider provider(Account account, String url, OIDCProviderSpec spec) {
    return new Provider(
        account.id(), Issuers.uri(url), new LinkedHashSet<>(spec.getClientIds()), keys(spec));
  }

  private static Provider.Keys keys(OIDCProviderSpec spec) {
    if (spec.getJwks() != null) {
      return new Provider.Keys.Inline(spec.getJwks());
    }
    return spec.getJwksUri() != null
        ? new Provider.Keys.Url(URI.create(spec.getJwksUri()), spec.getCaBundle())
        : new Provider.Keys.Discovery(spec.getCaBundle());
  }
}
