package dev.rolecall.policy.pattern;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An entry of {@code Action} or {@code NotAction}, {@code s3:Get*}; its case does not matter. */
public final class ActionPattern {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9_.*?-]+");

  private final String text;
  private final String prefix;
  private final boolean everything;
  private final boolean anyService;
  private final int serviceHash;
  private final boolean exact;
  private final boolean beginning;

  /** Null where what is above tells all, as of most: policies stay in memory. */
  private final @Nullable Glob glob;

  private ActionPattern(String text) {
    this.text = text;
    String lowerCase = text.toLowerCase(Locale.ROOT);
    this.prefix = prefix(lowerCase);
    this.everything = text.equals("*");
    this.anyService = prefix.isEmpty();
    this.serviceHash = ActionName.serviceHash(prefix);
    this.exact = prefix.length() == text.length();
    this.beginning = text.length() == prefix.length() + 1 && text.endsWith("*");
    this.glob = everything || exact || beginning ? null : Glob.of(lowerCase);
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
    return new ActionPattern(text);
  }

  /** Whether the action is meant, whatever its case. */
  public boolean matches(String action) {
    return matches(ActionName.of(action));
  }

  /** The same, of an action that is ready to match. */
  public boolean matches(ActionName action) {
    if (serviceHash != action.serviceHash() && !anyService) {
      return false;
    }
    if (exact) {
      return action.lowerCase().equals(prefix);
    }
    return beginning
        ? action.lowerCase().startsWith(prefix)
        : glob == null || glob.matches(action.lowerCase());
  }

  /** Whether it is {@code *}, which every action fits. */
  public boolean isEverything() {
    return everything;
  }

  /** Whether it has no wildcards: then only {@link #prefix()} itself fits. */
  public boolean isExact() {
    return exact;
  }

  /** Whether everything fits that begins with {@link #prefix()}, as for {@code s3:Get*}. */
  public boolean isBeginning() {
    return beginning;
  }

  /**
   * What precedes its first wildcard, in lower case: every action that fits begins with it, in
   * lower case too.
   */
  public String prefix() {
    return prefix;
  }

  private static String prefix(String lowerCase) {
    int end = 0;
    while (end < lowerCase.length() && "*?".indexOf(lowerCase.charAt(end)) < 0) {
      end++;
    }
    return lowerCase.substring(0, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As the policy writes it. */
  @Override
  public String toString() {
    return text;
  }
}
