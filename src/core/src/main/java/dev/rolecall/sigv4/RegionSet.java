package dev.rolecall.sigv4;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The regions that a signature is good for: one, or with Signature Version 4A any number of them
 * and of patterns, in which {@code *} stands for any text.
 */
public record RegionSet(List<String> patterns) {
  private static final int MOST = 64;
  private static final Pattern REGION_PATTERN = Pattern.compile("[a-z0-9*-]{1,64}");

  public RegionSet {
    patterns = List.copyOf(patterns);
  }

  /** The value of {@code X-Amz-Region-Set}: a list with commas. */
  static RegionSet parse(String text) {
    return new RegionSet(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  boolean isOneRegion() {
    return patterns.size() == 1 && Forms.isName(patterns.getFirst());
  }

  boolean isWellFormed() {
    return patterns.size() <= MOST
        && patterns.stream().allMatch(pattern -> REGION_PATTERN.matcher(pattern).matches());
  }

  /** Whether the signature is good for {@code region}. */
  public boolean covers(String region) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, region));
  }

  /** Each part between asterisks is looked for after the one before: none is ever tried twice. */
  private static boolean matches(String pattern, String region) {
    String[] parts = pattern.split("\\*", -1);
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return pattern.equals(region);
    }
    int position = parts[0].length();
    int end = region.length() - last.length();
    if (!region.startsWith(parts[0]) || !region.endsWith(last) || end < position) {
      return false;
    }
    for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
      int found = region.indexOf(part, position);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      position = found + part.length();
    }
    return true;
  }

  @Override
  public String toString() {
    return patterns.size() == 1 ? patterns.getFirst() : String.join(",", patterns);
  }
}
