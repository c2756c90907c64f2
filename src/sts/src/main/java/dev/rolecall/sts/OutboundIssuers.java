package dev.rolecall.sts;

import dev.rolecall.outbound.TokenKeys;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how sts is an issuer of identity tokens. */
final class OutboundIssuers {
  private static final String ISSUER = "rolecall.identity-tokens.issuer";
  private static final String KEYS = "rolecall.identity-tokens.keys-file";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /** What means nothing else to whoever routes by it. */
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/._~-]*");

  private OutboundIssuers() {}

  /**
   * The issuer's URL, which OpenID Connect Discovery 1.0 wants to be HTTPS without query and
   * fragment; plain HTTP is for loopback, where only tests and laptops are.
   */
  static URI url(String text, StsConfig config) {
    URI url = parse(text);
    boolean plain =
        "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
    if (!plain && !"https".equals(url.getScheme())) {
      throw new StartException(ISSUER, "'" + text + "' is not an https:// URL");
    }
    if (url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || text.endsWith("/")
        || !PATH.matcher(url.getRawPath()).matches()
        || !url.normalize().equals(url)) {
      throw new StartException(
          ISSUER,
          "'%s' is not a host and a plain path, without query, fragment and slash at the end"
              .formatted(text));
    }
    if (config.embedded().manifests().isPresent() && url.getRawPath().isEmpty()) {
      throw new StartException(
          ISSUER, "'" + text + "' needs a path: the issuer of pods' tokens is at the root");
    }
    if (config.cluster().issuer().filter(text::equals).isPresent()) {
      throw new StartException(ISSUER, "'" + text + "' is the issuer of the cluster's tokens");
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new StartException(ISSUER, "'" + text + "' is not a URL");
    }
  }

  static KeysFile<TokenKeys> keys(StsConfig config) {
    Path file =
        config
            .identityTokens()
            .keysFile()
            .orElseGet(() -> {
              if (config.embedded().manifests().isEmpty()) {
                throw new StartException(KEYS, "is needed together with " + ISSUER);
              }
              return EmbeddedBackend.state(config).resolve("identity-token-keys.json");
            });
    return KeysFile.load(file, KEYS, TokenKeys::parse);
  }
}
