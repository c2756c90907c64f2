package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the annotations of the EKS webhook, as it does where that is not a mistake: the lifetime of
 * tokens is the pod's, else the service account's, else the settings'; all else is the service
 * account's, else the settings'.
 */
public final class EksAnnotations {
  private static final BigInteger SHORTEST = BigInteger.valueOf(600);
  private static final BigInteger LONGEST = BigInteger.valueOf(86_400);
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,32}");

  /** What stands between names: commas, quotes, blanks and ends of lines. */
  private static final Pattern NAME = Pattern.compile("[^,\"\\s]+");

  /** Go's words, which the EKS webhook takes. */
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final WorkloadSettings settings;

  public EksAnnotations(WorkloadSettings settings) {
    this.settings = settings;
  }

  /** The role that a service account asks for by web identity; empty where it asks for none. */
  public Optional<String> roleArn(Map<String, String> serviceAccount) {
    return Optional.ofNullable(serviceAccount.get(key("role-arn"))).filter(arn -> !arn.isBlank());
  }

  /** With the role under the name that every part of Rolecall reads, whatever prefix is set. */
  public Map<String, String> normal(Map<String, String> serviceAccount) {
    return settings.eks().normal(serviceAccount);
  }

  /**
   * @param serviceAccount its annotations
   * @param pod its annotations; missing or null where it has none
   * @param warnings takes a sentence for each that is not followed to the letter
   */
  public Wishes read(Map<String, String> serviceAccount, JsonNode pod, Consumer<String> warnings) {
    Duration ofAccount =
        lifetime(
                "service account",
                serviceAccount.getOrDefault(key("token-expiration"), ""),
                warnings)
            .orElse(settings.tokenLifetime());
    return new Wishes(
        Optional.ofNullable(serviceAccount.get(key("audience"))).filter(text -> !text.isBlank()),
        lifetime("pod", text(pod, "token-expiration"), warnings).orElse(ofAccount),
        regionalSts(serviceAccount.getOrDefault(key("sts-regional-endpoints"), ""), warnings),
        names(text(pod, "skip-containers")));
  }

  private String key(String name) {
    return settings.annotationPrefix() + "/" + name;
  }

  private String text(JsonNode annotations, String name) {
    return annotations.path(key(name)).asText("");
  }

  private Optional<Duration> lifetime(String owner, String text, Consumer<String> warnings) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      warnings.accept(
          "%s annotation %s is no number of seconds and is not followed"
              .formatted(owner, key("token-expiration")));
      return Optional.empty();
    }
    BigInteger asked = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    BigInteger given = asked.max(SHORTEST).min(LONGEST);
    if (!given.equals(asked)) {
      warnings.accept(
          "%s annotation %s is %s: tokens live %s seconds, which is between 600 and 86400"
              .formatted(owner, key("token-expiration"), asked, given));
    }
    return Optional.of(Duration.ofSeconds(given.longValueExact()));
  }

  private boolean regionalSts(String text, Consumer<String> warnings) {
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    if (!text.isEmpty()) {
      warnings.accept(
          "service account annotation %s is neither true nor false and is not followed"
              .formatted(key("sts-regional-endpoints")));
    }
    return settings.regionalSts();
  }

  /**
   * Names in a list with commas, in quotes or not. The EKS webhook takes the blanks around a name
   * for part of it, though no name has any, and one quote too many for no list at all.
   */
  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(list);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
