package dev.rolecall.trust;

import dev.rolecall.directory.Provider;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.Arn;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.token.VerifiedToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The condition keys of a trust policy's evaluation (IAM User Guide, "IAM and AWS STS condition
 * context keys").
 */
final class TrustContext {
  /** The tag by which an attested workload's namespace is known. */
  static final String NAMESPACE_TAG = "kubernetes-namespace";

  private final RequestContext.Builder keys = RequestContext.builder();

  private TrustContext() {}

  static RequestContext of(TrustRequest request, Instant now) {
    TrustContext context = new TrustContext();
    context.putTime(now.truncatedTo(ChronoUnit.SECONDS));
    context.putRequest(request);
    switch (request.principal()) {
      case TrustPrincipal.WebIdentity web -> context.putToken(web.token(), request.role());
      case TrustPrincipal.Service service -> {
        context.putService(service.name());
        context.putSource(service.source());
      }
      case TrustPrincipal.Node node -> context.putService(node.service());
      case TrustPrincipal.RoleSession session -> session.facts().forEach(context.keys::put);
    }
    return context.keys.build();
  }

  private void putTime(Instant now) {
    keys.put("aws:CurrentTime", now.toString());
    keys.put("aws:EpochTime", Long.toString(now.getEpochSecond()));
  }

  private void putRequest(TrustRequest request) {
    RequestedSession session = request.session();
    keys.put("sts:RoleSessionName", session.name().value());
    session.sourceIdentity().ifPresent(identity -> keys.put("sts:SourceIdentity", identity));
    session.externalId().ifPresent(id -> keys.put("sts:ExternalId", id));
    request.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
    putKeys("aws:TagKeys", request.tags().keySet());
    putKeys("sts:TransitiveTagKeys", session.tags().transitiveKeys());
    keys.put("aws:ResourceAccount", request.role().arn().account().value());
    request
        .role()
        .tags()
        .forEach((key, value) -> {
          keys.put("aws:ResourceTag/" + key, value);
          keys.put("iam:ResourceTag/" + key, value);
        });
  }

  private void putKeys(String name, Set<String> tagKeys) {
    if (!tagKeys.isEmpty()) {
      keys.putAll(name, List.copyOf(new TreeSet<>(tagKeys)));
    }
  }

  private void putToken(VerifiedToken token, Role role) {
    String provider = providerArn(token.issuer(), role);
    String issuer = Provider.hostAndPath(token.issuer());
    keys.put("aws:FederatedProvider", provider);
    keys.put("aws:userid", provider);
    keys.put("aws:PrincipalType", "User");
    keys.put("aws:PrincipalAccount", role.arn().account().value());
    boolean byIssuer = RolesClaim.of(token.claims(), role.arn().toString()) == RolesClaim.NAMES_IT;
    keys.put("sts:RoleAuthorizedByIdp", Boolean.toString(byIssuer));
    keys.put(issuer + ":sub", token.subject());
    keys.put(issuer + ":aud", token.audience());
    keys.putAll(issuer + ":oaud", token.audiences());
    if (token.claims().get("azp").orElse(null) instanceof JsonString party) {
      keys.put(issuer + ":azp", party.value());
    }
    IssuerKeys.of(issuer, token.claims()).forEach(keys::put);
    authenticationMethods(token).ifPresent(methods -> keys.putAll(issuer + ":amr", methods));
  }

  /** The {@code amr} claim (RFC 8176) where it is a list of texts, as it must be. */
  private static Optional<List<String>> authenticationMethods(VerifiedToken token) {
    return token
        .claims()
        .get("amr")
        .flatMap(
            value -> value instanceof JsonArray array ? texts(array.elements()) : Optional.empty());
  }

  private static Optional<List<String>> texts(List<JsonValue> values) {
    List<String> texts =
        values.stream()
            .filter(JsonString.class::isInstance)
            .map(value -> ((JsonString) value).value())
            .toList();
    return texts.size() == values.size() ? Optional.of(texts) : Optional.empty();
  }

  private void putService(String name) {
    keys.put("aws:PrincipalIsAWSService", "true");
    keys.put("aws:PrincipalServiceName", name);
  }

  /**
   * As EKS Pod Identity does: on behalf of a cluster, which is the workload's account's. The role
   * may be another account's, and then that must show.
   */
  private void putSource(Arn cluster) {
    keys.put("aws:SourceArn", cluster.toString());
    keys.put("aws:SourceAccount", cluster.account());
  }

  /** The provider of the role's own account: no other counts. */
  static String providerArn(String issuer, Role role) {
    return "arn:aws:iam::"
        + role.arn().account()
        + ":oidc-provider/"
        + Provider.hostAndPath(issuer);
  }
}
