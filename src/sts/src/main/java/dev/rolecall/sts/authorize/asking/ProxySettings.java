package dev.rolecall.sts.authorize.asking;

import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import java.util.Optional;
import java.util.Set;

/**
 * How the requests of a service are decided that a proxy asks for.
 *
 * @param scope what their signatures must be for
 * @param payload the ways to sign a body that may pass unseen
 * @param sourceIpHeader where the proxy always says who connected to it; empty where it does not
 * @param secureTransport whether clients use TLS, where that is known
 */
public record ProxySettings(
    Scope.Service scope,
    Set<PayloadForm> payload,
    Optional<String> sourceIpHeader,
    Optional<Boolean> secureTransport,
    RequestMapping mapping) {
  public ProxySettings {
    payload = Set.copyOf(payload);
  }
}
