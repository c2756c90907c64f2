package dev.rolecall.sts;

import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.authorize.AuthenticatedEndpoint;
import dev.rolecall.sts.authorize.AuthorizeResource;
import dev.rolecall.sts.authorize.AuthorizeService;
import dev.rolecall.sts.authorize.ServiceAuthentication;
import dev.rolecall.sts.authorize.ServiceEndpoint;
import dev.rolecall.sts.authorize.proxy.EnvoyProtocol;
import dev.rolecall.sts.authorize.proxy.NginxProtocol;
import dev.rolecall.sts.authorize.proxy.ProxyEndpoint;
import dev.rolecall.sts.authorize.proxy.ProxyToken;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ways to ask for decisions.
 *
 * @param service that hands over the request and says what it would do
 */
record AuthorizeEndpoints(HttpEndpoint service, HttpEndpoint nginx, HttpEndpoint envoy) {
  static AuthorizeEndpoints over(
      ServiceAuthentication services,
      AuthorizeService decisions,
      Auditor auditor,
      Surroundings around,
      Settings settings) {
    return new AuthorizeEndpoints(
        authenticated(
            services,
            HttpCall::bearerToken,
            new AuthorizeResource(settings.quotas(), decisions, auditor),
            auditor,
            around),
        authenticated(
            services,
            ProxyToken::of,
            new ProxyEndpoint(new NginxProtocol(), decisions, auditor),
            auditor,
            around),
        authenticated(
            services,
            ProxyToken::of,
            new ProxyEndpoint(new EnvoyProtocol(), decisions, auditor),
            auditor,
            around));
  }

  private static HttpEndpoint authenticated(
      ServiceAuthentication services,
      Function<HttpCall, Optional<String>> token,
      ServiceEndpoint inside,
      Auditor auditor,
      Surroundings around) {
    return new AuthenticatedEndpoint(services, token, inside, auditor, around.requestIds());
  }
}
