package dev.rolecall.sts.authorize.asking;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.kube.manifest.Yaml;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the file that says who may ask, and about what. */
public final class AskingServicesReader {
  private static final Set<String> MEMBERS =
      Set.of("name", "serviceAccounts", "certificates", "may", "cacheFor", "proxy");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|\\*");
  private static final int LONGEST_CACHE_SECONDS = 300;

  /** Of all services, so that who asks is one of them. */
  private final Set<String> taken = new HashSet<>();

  private final PolicyQuotas quotas;

  private AskingServicesReader(PolicyQuotas quotas) {
    this.quotas = quotas;
  }

  /**
   * @param yaml or JSON
   * @param quotas how long policies of resources may be
   * @throws FieldException where it is not as it must be: the place, the reason, the way out
   */
  public static AskingServices read(String yaml, PolicyQuotas quotas) throws FieldException {
    JsonFields root = JsonFields.of(document(yaml), "", Set.of("services"));
    AskingServicesReader reader = new AskingServicesReader(quotas);
    List<AskingService> services = new ArrayList<>();
    for (JsonValue element : root.list("services")) {
      services.add(
          reader.service(
              JsonFields.of(element, root.element("services", services.size()), MEMBERS)));
    }
    return new AskingServices(services);
  }

  private static JsonValue document(String yaml) throws FieldException {
    try {
      List<JsonValue> documents = Yaml.parse(yaml);
      if (documents.size() != 1) {
        throw new FieldException(
            "has %d documents; write one, with the list 'services'".formatted(documents.size()));
      }
      return documents.getFirst();
    } catch (JsonException e) {
      throw JsonFields.problem("the file", e.position(), String.valueOf(e.getMessage()));
    }
  }

  private AskingService service(JsonFields fields) throws FieldException {
    String name = fields.text("name");
    if (!NAME.matcher(name).matches()) {
      throw fields.problem("name", "must be 1 to 63 lower-case letters, digits and dashes");
    }
    take("name " + name, fields, "name");
    Set<ServiceAccountRef> accounts = serviceAccounts(fields);
    Set<String> certificates = certificates(fields);
    if (accounts.isEmpty() && certificates.isEmpty()) {
      throw fields.problem(
          "name", "is of a service that nobody is; give serviceAccounts or certificates");
    }
    return new AskingService(
        name,
        accounts,
        certificates,
        grants(fields),
        cacheFor(fields),
        ProxySettingsReader.read(fields, quotas));
  }

  private Set<ServiceAccountRef> serviceAccounts(JsonFields fields) throws FieldException {
    Set<ServiceAccountRef> accounts = new HashSet<>();
    for (String text : fields.optionalTexts("serviceAccounts")) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw fields.problem(
            "serviceAccounts", "has '" + text + "', which is not <namespace>/<service account>");
      }
      take("service account " + text, fields, "serviceAccounts");
      accounts.add(new ServiceAccountRef(parts[0], parts[1]));
    }
    return accounts;
  }

  private Set<String> certificates(JsonFields fields) throws FieldException {
    Set<String> names = new HashSet<>();
    for (String text : fields.optionalTexts("certificates")) {
      boolean dns = text.matches("dns:[a-z0-9.-]+");
      if (!dns && !text.matches("uri:[!-~]+")) {
        throw fields.problem(
            "certificates",
            "has '" + text + "'; write dns:<name in lower case> or uri:<URI>, without wildcards");
      }
      take("certificate " + text, fields, "certificates");
      names.add(text);
    }
    return names;
  }

  private void take(String what, JsonFields fields, String member) throws FieldException {
    if (!taken.add(what)) {
      throw fields.problem(
          member, "has " + what + ", which was given before; nobody can be two services");
    }
  }

  private static List<Grant> grants(JsonFields fields) throws FieldException {
    List<Grant> grants = new ArrayList<>();
    for (JsonValue element : fields.list("may")) {
      JsonFields grant =
          JsonFields.of(
              element,
              fields.element("may", grants.size()),
              Set.of("actions", "resources", "accounts"));
      grants.add(
          new Grant(
              grant.requiredTexts("actions"), grant.requiredTexts("resources"), accounts(grant)));
    }
    if (grants.isEmpty()) {
      throw fields.problem("may", "is empty; say what the service may ask about");
    }
    return grants;
  }

  private static List<String> accounts(JsonFields grant) throws FieldException {
    List<String> accounts = grant.requiredTexts("accounts");
    for (String account : accounts) {
      if (!ACCOUNT.matcher(account).matches()) {
        throw grant.problem(
            "accounts", "has '" + account + "'; write account ids of 12 digits, quoted, or \"*\"");
      }
    }
    return accounts;
  }

  private static Duration cacheFor(JsonFields fields) throws FieldException {
    Optional<JsonValue> value = fields.value("cacheFor");
    if (value.isEmpty()) {
      return Duration.ZERO;
    }
    if (value.get() instanceof JsonNumber number && isSeconds(number.value())) {
      return Duration.ofSeconds(number.value().intValueExact());
    }
    throw fields.problem("cacheFor", "must be a number of seconds, 0 to " + LONGEST_CACHE_SECONDS);
  }

  private static boolean isSeconds(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(LONGEST_CACHE_SECONDS)) <= 0;
  }
}
