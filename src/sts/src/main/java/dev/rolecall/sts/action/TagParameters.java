package dev.rolecall.sts.action;

import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Tags} (STS API reference). */
final class TagParameters {
  static final int MOST = 50;

  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

  static final TextLimits KEY =
      new TextLimits(1, 128, Pattern.compile(CHARACTERS + "+"), CHARACTERS + "+");
  private static final TextLimits VALUE =
      new TextLimits(0, 256, Pattern.compile(CHARACTERS + "*"), CHARACTERS + "*");

  private TagParameters() {}

  /** In the order of the request; a key may be there twice. */
  static List<AssumeRoleRequest.Tag> read(Parameters parameters, Violations violations)
      throws QueryException {
    List<@Nullable String> keys = parameters.members("Tags", "Key");
    List<@Nullable String> values = parameters.members("Tags", "Value");
    violations.checkSize("tags", keys.size(), MOST);
    List<AssumeRoleRequest.Tag> tags = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      String value = values.get(i);
      violations.checkRequired("tags." + (i + 1) + ".member.key", key, KEY);
      violations.checkRequired("tags." + (i + 1) + ".member.value", value, VALUE);
      if (key != null && value != null) {
        tags.add(new AssumeRoleRequest.Tag(key, value));
      }
    }
    return tags;
  }
}
