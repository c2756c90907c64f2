package dev.rolecall.agent.endpoint;

import java.util.List;

/**
 * What tells that a request came through a proxy: the metadata services refuse those, since a proxy
 * that is open to strangers would ask in the pod's name (AWS: "Add defense in depth against open
 * firewalls, reverse proxies, and SSRF vulnerabilities").
 */
public final class ForwardedRequest {
  private static final List<String> HEADERS =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

  private ForwardedRequest() {}

  /** Whether one of those headers is there, empty or not. */
  public static boolean is(EndpointRequest request) {
    return HEADERS.stream().anyMatch(request::has);
  }
}
