package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets of AWS Secrets Manager and parameters of Systems Manager become keys of Secrets, which
 * somebody else must fill: what they hold is asked of nobody.
 */
final class SecretMapping {
  /** {@code secret:<name>[-<6 random characters>][:<json key>[:<version stage>[:<id>]]]}. */
  private static final Pattern SECRET =
      Pattern.compile(
          "arn:[\\w-]+:secretsmanager:[\\w-]*:\\d*:secret:"
              + "(?<name>[^:]+?)(?<end>-\\w{6})?(?::(?<key>[^:]*))?(?::(?<version>.*))?");

  private static final Pattern PARAMETER =
      Pattern.compile("(?:arn:[\\w-]+:ssm:[\\w-]*:\\d*:parameter/)?/?([^:]+)");
  private static final String WHOLE = "value";

  /** Where the value of each secret of AWS is to be put, by what ECS calls it. */
  private final Map<String, Target> targets = new LinkedHashMap<>();

  private final Distinct names = new Distinct();
  private final Map<String, Distinct> keys = new HashMap<>();

  /** A key of a Secret. */
  record Target(String secret, String key) {}

  Map<String, Object> map(Fields secret) {
    try (secret) {
      Text name = secret.required("name");
      Text from = secret.required("valueFrom");
      Target target = target(from, secret.findings());
      targets.put(from.value(), target);
      secret
          .findings()
          .needed(
              from.place(),
              "the value is taken from key '%s' of the Secret '%s'"
                  .formatted(target.key(), target.secret()),
              "make the Secret in the task's namespace from what %s has".formatted(from.value()));
      Map<String, Object> mapped = new LinkedHashMap<>();
      mapped.put("name", name.value());
      mapped.put("secretName", target.secret());
      mapped.put("key", target.key());
      return mapped;
    }
  }

  Map<String, Target> targets() {
    return Map.copyOf(targets);
  }

  private Target target(Text from, Findings findings) {
    Matcher secret = SECRET.matcher(from.value());
    if (secret.matches()) {
      String version = secret.group("version");
      if (version != null && !version.replace(":", "").isEmpty()) {
        findings.changed(
            from.place(),
            "Secrets have no versions, as '" + version + "' is one",
            "put the value of that version into the Secret");
      }
      String end = secret.group("end") == null ? "" : secret.group("end");
      String key = secret.group("key") == null ? "" : secret.group("key");
      String name = names.of(secret.group("name") + end, Labels.of(secret.group("name"), "secret"));
      return new Target(name, key(name, key));
    }
    Matcher parameter = PARAMETER.matcher(from.value());
    String wanted = parameter.matches() ? parameter.group(1) : from.value();
    String name = names.of(from.value(), Labels.of(wanted, "parameter"));
    return new Target(name, WHOLE);
  }

  private String key(String secret, String key) {
    return key.isEmpty()
        ? WHOLE
        : keys.computeIfAbsent(secret, name -> new Distinct())
            .of(key, key.replaceAll("[^A-Za-z0-9._-]", "_"));
  }
}
