package dev.rolecall.agent.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of the metadata service.
 *
 * @param versions {@code ROLECALL_IMDS_V1}: which versions of the protocol are spoken
 * @param hopLimit {@code ROLECALL_IMDS_HOP_LIMIT}: how many hops an answer lives, 1 to 64
 * @param instanceId {@code ROLECALL_INSTANCE_ID}; made from the node's UID where it is not said
 * @param availabilityZone {@code ROLECALL_AVAILABILITY_ZONE}; from the node's label where it is not
 *     said
 * @param imageId {@code ROLECALL_IMAGE_ID}, for the identity document
 */
public record ImdsConfig(
    Versions versions,
    int hopLimit,
    Optional<String> instanceId,
    Optional<String> availabilityZone,
    Optional<String> imageId) {
  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_IMDS_V1           on or off: whether IMDS serves requests without a token; default off.
      ROLECALL_IMDS_HOP_LIMIT    how many hops an answer of IMDS lives, 1 to 64; default 1.
      ROLECALL_INSTANCE_ID       what IMDS says for the instance id; default: made from the node's UID.
      ROLECALL_AVAILABILITY_ZONE what IMDS says for the zone, a region and a letter; default: the
                                 node's zone where it is one, else its region and an a.
      ROLECALL_IMAGE_ID          what IMDS says for the image id; default: none.
      """;

  /** A region and a letter: botocore cuts the letter off and takes the rest for the region. */
  public static final Pattern ZONE = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}[a-z]");

  private static final Pattern INSTANCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern IMAGE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern HOPS = Pattern.compile("[1-9]|[1-5][0-9]|6[0-4]");

  /** Versions of the protocol. */
  public enum Versions {
    /** A token is asked of every request but the one for a token. */
    SECOND_ONLY,
    /** Requests without a token are served too, to the same pod and with the same. */
    BOTH
  }

  /** Null where something is bad, which the reader has noted. */
  static @Nullable ImdsConfig read(EnvironmentReader reader) {
    Versions versions = reader.orElse("ROLECALL_IMDS_V1", "off", ImdsConfig::versions);
    Integer hops =
        reader.orElse(
            "ROLECALL_IMDS_HOP_LIMIT",
            "1",
            form(HOPS, "must be a number of 1 to 64").andThen(Integer::valueOf));
    Optional<String> instance =
        reader.optional(
            "ROLECALL_INSTANCE_ID",
            form(INSTANCE_ID, "must have up to 64 letters, digits and hyphens"));
    Optional<String> zone =
        reader.optional(
            "ROLECALL_AVAILABILITY_ZONE",
            form(ZONE, "must be a region and a letter, such as us-east-1a"));
    Optional<String> image =
        reader.optional(
            "ROLECALL_IMAGE_ID",
            form(IMAGE_ID, "must have up to 128 letters, digits, dots, underscores and hyphens"));
    return versions == null || hops == null
        ? null
        : new ImdsConfig(versions, hops, instance, zone, image);
  }

  private static Versions versions(String text) {
    return switch (text) {
      case "on" -> Versions.BOTH;
      case "off" -> Versions.SECOND_ONLY;
      default -> throw new IllegalArgumentException("must be on or off");
    };
  }

  private static Function<String, String> form(Pattern form, String otherwise) {
    return text -> {
      if (!form.matcher(text).matches()) {
        throw new IllegalArgumentException(otherwise);
      }
      return text;
    };
  }
}
