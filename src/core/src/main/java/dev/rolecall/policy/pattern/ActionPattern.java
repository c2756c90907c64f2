package dev.rolecall.policy.pattern;

import java.util.regex.Pattern;

/** An entry of {@code Action} or {@code NotAction}, {@code s3:Get*}; its case does not matter. */
public final class ActionPattern {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9_.*?-]+");

  private final Glob glob;

  private ActionPattern(Glob glob) {
    this.glob = glob;
  }

  /**
   * @throws PatternException where the text is neither {@code *} nor {@code service:Name}; the
   *     service has no wildcards
   */
  public static ActionPattern parse(String text) throws PatternException {
    if (!FORM.matcher(text).matches() && !text.equals("*") && !text.equals("*:*")) {
      throw new PatternException(
          "INVALID_ACTION",
          "Action '"
              + text
              + "' must be '*' or service:Name, as s3:GetObject or s3:Get*; wildcards are for the"
              + " name, not for the service.");
    }
    return new ActionPattern(Glob.ignoringCase(text));
  }

  public boolean matches(String action) {
    return glob.matches(action);
  }
}
