package dev.rolecall.kube.manifest;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an OIDCProvider's keys are found: exactly one way, with keys and certificates that read. */
final class KeySourceCheck {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");

  private final List<ManifestProblem> problems;
  private final JsonObject spec;

  KeySourceCheck(List<ManifestProblem> problems, JsonObject spec) {
    this.problems = problems;
    this.spec = spec;
  }

  void check() {
    checkUri("url");
    checkUri("jwksUri");
    if (spec.get("jwks").isPresent()) {
      for (String other : List.of("jwksUri", "caBundle")) {
        if (spec.get(other).isPresent()) {
          add(other, "nothing is fetched where jwks has the keys; keep one of the two");
        }
      }
    }
    Fields.text(spec, "jwks").ifPresent(this::checkKeys);
    Fields.text(spec, "caBundle").ifPresent(this::checkCertificates);
  }

  private void checkUri(String field) {
    try {
      Optional<URI> uri = Fields.text(spec, field).map(URI::create);
      if (uri.isPresent() && uri.get().getHost() == null) {
        add(field, "names no host");
      }
    } catch (IllegalArgumentException e) {
      add(field, "is no URL: " + e.getMessage());
    }
  }

  private void checkKeys(String text) {
    try {
      JsonValue set = Json.parse(text);
      Map<FieldPath, JsonObject> keys =
          set instanceof JsonObject object
              ? Fields.objects(FieldPath.ROOT, "keys", object)
              : Map.of();
      if (keys.isEmpty()) {
        add("jwks", "is no JWK set: it must be an object with a list of keys");
      }
      if (keys.values().stream().anyMatch(KeySourceCheck::secret)) {
        add("jwks", "holds a private or secret key; give public keys, and replace that key");
      }
    } catch (JsonException e) {
      add("jwks", "is no JSON: " + e.getMessage() + " at " + e.position());
    }
  }

  /** The private part of RSA and EC keys, and symmetric keys (RFC 7518, 6). */
  private static boolean secret(JsonObject key) {
    return key.get("d").isPresent() || key.get("k").isPresent();
  }

  private void checkCertificates(String pem) {
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (CertificateException e) {
      add("caBundle", "holds something other than certificates in PEM form");
    }
  }

  private void add(String field, String message) {
    JsonValue value = spec.get(field).orElse(spec);
    problems.add(new ManifestProblem(SPEC.member(field), value.position(), message));
  }
}
