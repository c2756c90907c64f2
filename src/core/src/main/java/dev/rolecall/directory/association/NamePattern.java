package dev.rolecall.directory.association;

/** A name in which {@code *} stands for any characters and {@code ?} for one. */
record NamePattern(String pattern) {
  /** Whether it is more than one name. */
  boolean hasWildcards() {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /** Takes time in proportion to the product of both lengths at most, whatever the pattern. */
  boolean matches(String name) {
    int at = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < name.length(); ) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length() && isOne(pattern.charAt(at), name.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(rest -> rest == '*');
  }

  /**
   * A name may be a pattern itself: then all that it stands for is matched, for only a star takes
   * its stars.
   */
  private static boolean isOne(char wanted, char character) {
    return wanted == '?' ? character != '*' : wanted == character;
  }
}
