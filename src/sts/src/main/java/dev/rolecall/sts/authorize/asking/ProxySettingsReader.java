package dev.rolecall.sts.authorize.asking;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import dev.rolecall.sts.authorize.mapping.PathRules;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import dev.rolecall.sts.authorize.mapping.route.RouteReader;
import dev.rolecall.sts.authorize.mapping.s3.S3MappingReader;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code proxy} of a service. */
final class ProxySettingsReader {
  private static final Set<String> MEMBERS =
      Set.of("signature", "payload", "sourceIpHeader", "secureTransport", "paths", "s3", "routes");
  private static final Map<String, PayloadForm> FORMS =
      Map.of(
          "hashed", PayloadForm.HASHED,
          "chunked", PayloadForm.CHUNKED,
          "unsigned", PayloadForm.UNSIGNED);

  private final JsonFields fields;
  private final PolicyQuotas quotas;

  private ProxySettingsReader(JsonFields fields, PolicyQuotas quotas) {
    this.fields = fields;
    this.quotas = quotas;
  }

  static Optional<ProxySettings> read(JsonFields service, PolicyQuotas quotas)
      throws FieldException {
    Optional<JsonValue> value = service.value("proxy");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    JsonFields fields = JsonFields.of(value.get(), service.path("proxy"), MEMBERS);
    return Optional.of(new ProxySettingsReader(fields, quotas).settings());
  }

  private ProxySettings settings() throws FieldException {
    return new ProxySettings(
        scope(), payload(), sourceIpHeader(), secureTransport(), mapping(paths()));
  }

  private Scope.Service scope() throws FieldException {
    JsonFields signature =
        JsonFields.of(
            fields.require("signature"), fields.path("signature"), Set.of("service", "region"));
    return new Scope.Service(signature.text("service"), signature.optionalText("region"));
  }

  private Set<PayloadForm> payload() throws FieldException {
    Set<PayloadForm> forms = EnumSet.noneOf(PayloadForm.class);
    for (String name : fields.optionalTexts("payload")) {
      PayloadForm form = FORMS.get(name);
      if (form == null) {
        throw fields.problem(
            "payload", "has '" + name + "'; list some of hashed, chunked, unsigned");
      }
      forms.add(form);
    }
    return forms;
  }

  private Optional<String> sourceIpHeader() throws FieldException {
    Optional<String> header = fields.optionalText("sourceIpHeader");
    if (header.isPresent() && !header.get().matches("[A-Za-z0-9-]+")) {
      throw fields.problem("sourceIpHeader", "must be the name of a header");
    }
    return header;
  }

  private Optional<Boolean> secureTransport() throws FieldException {
    Optional<JsonValue> value = fields.value("secureTransport");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof JsonBoolean secure) {
      return Optional.of(secure.value());
    }
    throw fields.problem("secureTransport", "must be true or false");
  }

  private PathRules paths() throws FieldException {
    return switch (fields.optionalText("paths").orElse("strict")) {
      case "strict" -> PathRules.STRICT;
      case "literal" -> PathRules.LITERAL;
      default -> throw fields.problem("paths", "must be strict or literal");
    };
  }

  private RequestMapping mapping(PathRules paths) throws FieldException {
    boolean s3 = fields.value("s3").isPresent();
    if (s3 == fields.value("routes").isPresent()) {
      throw fields.problem("s3", "or routes: give one of the two");
    }
    return s3
        ? S3MappingReader.read(fields, "s3", paths, quotas)
        : RouteReader.read(fields, "routes", paths);
  }
}
