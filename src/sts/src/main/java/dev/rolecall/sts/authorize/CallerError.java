package dev.rolecall.sts.authorize;

import java.util.Map;

/**
 * What a service may answer to a caller whose credentials are not good, in the words of its own
 * protocol.
 *
 * @param status of HTTP
 */
public record CallerError(int status, String code, String message) {
  Map<String, Object> json() {
    return Map.of("status", status, "code", code, "message", message);
  }
}
