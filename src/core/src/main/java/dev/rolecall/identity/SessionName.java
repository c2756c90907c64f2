package dev.rolecall.identity;

import java.util.regex.Pattern;

/**
 * A role session's name: 2 to 64 characters of {@code [\w+=,.@-]} (STS API, {@code
 * roleSessionNameType}).
 */
public record SessionName(String value) {
  public static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

  private static final int LONGEST = 64;

  public SessionName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a session name: '" + value + "'");
    }
  }

  /** {@code text} cut to 64 characters. */
  public static SessionName truncated(String text) {
    return new SessionName(text.substring(0, Math.min(LONGEST, text.length())));
  }

  @Override
  public String toString() {
    return value;
  }
}
