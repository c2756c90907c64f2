package dev.rolecall.sts;

import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.CallLimits;
import dev.rolecall.sts.limit.LimitSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Calls as they arrive, with limits that no test reaches. */
public final class Calls {
  private static final RateLimit MUCH = new RateLimit(1_000_000, 1_000_000);
  private static final CallLimits LIMITS =
      new CallLimits(
          new LimitSettings(MUCH, MUCH, MUCH, MUCH, new SourceNetwork(64)),
          namespace -> Optional.empty(),
          new SecureRandom(),
          System::nanoTime,
          kind -> {});

  private Calls() {}

  public static HttpCall get(String query) {
    return new HttpCall("GET", "/", query, List.of(), new byte[0], LIMITS.caller("127.0.0.1"));
  }

  public static HttpCall post(String query, String contentType, String body) {
    return post(query, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpCall post(String query, String contentType, byte[] body) {
    return new HttpCall(
        "POST",
        "/",
        query,
        List.of(new Header("Content-Type", contentType)),
        body,
        LIMITS.caller("127.0.0.1"));
  }
}
