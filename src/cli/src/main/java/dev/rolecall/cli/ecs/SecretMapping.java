package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets of AWS Secrets Manager and parameters of Systems Manager become keys of Secrets, which
 * somebody else must fill: what they hold is asked of nobody.
 */
final class SecretMapping {
  /** {@code secret:<name>[-<6 random characters>][:<json key>:<version stage>:<version id>]}. */
  private static final Pattern SECRET =
      Pattern.compile(
          "arn:[\\w-]+:secretsmanager:[\\w-]*:\\d*:secret:([^:]+?)(?:-\\w{6})?(?::([^:]*))?(?::.*)?");

  private static final Pattern PARAMETER =
      Pattern.compile("(?:arn:[\\w-]+:ssm:[\\w-]*:\\d*:parameter/)?/?([^:]+)");
  private static final String WHOLE = "value";

  /** Where the value of each secret of AWS is to be put, by what ECS calls it. */
  private final Map<String, Target> targets = new LinkedHashMap<>();

  /** A key of a Secret. */
  record Target(String secret, String key) {}

  Map<String, Object> map(Fields secret) {
    try (secret) {
      Text name = secret.required("name");
      Text from = secret.required("valueFrom");
      Target target = target(from.value());
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

  private static Target target(String from) {
    Matcher secret = SECRET.matcher(from);
    if (secret.matches()) {
      String key = secret.group(2);
      return new Target(
          Labels.of(secret.group(1), "secret"), key == null || key.isEmpty() ? WHOLE : key(key));
    }
    Matcher parameter = PARAMETER.matcher(from);
    return new Target(
        Labels.of(parameter.matches() ? parameter.group(1) : from, "parameter"), WHOLE);
  }

  private static String key(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
