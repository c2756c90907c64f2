package dev.rolecall.sts.authorize.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How the service behind a proxy reads paths. */
public enum PathRules {
  /**
   * Nobody knows: only what every program reads in the same way is accepted. There are no empty,
   * {@code .} and {@code ..} segments, no slashes, backslashes and escapes that are themselves
   * encoded, and no {@code ;} and {@code +} that are not.
   */
  STRICT {
    @Override
    void check(String raw, List<String> segments) throws UnmappedException {
      if (!PLAIN.matcher(raw).matches()) {
        throw new UnmappedException(
            "the path has a character that not every program reads in the same way");
      }
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        boolean last = i == segments.size() - 1;
        if (segment.isEmpty() && !last || segment.equals(".") || segment.equals("..")) {
          throw new UnmappedException("the path has an empty, '.' or '..' segment");
        }
        if (AMBIGUOUS.matcher(segment).find()) {
          throw new UnmappedException("the path has an encoded slash, backslash or escape");
        }
      }
    }
  },
  /** As S3: decoded once and never normalized, so that each path is one key. */
  LITERAL {
    @Override
    void check(String raw, List<String> segments) {
      // Whatever it is, it means itself.
    }
  };

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()*,=:@%/-]*");
  private static final Pattern AMBIGUOUS = Pattern.compile("[/\\\\]|%[0-9A-Fa-f]{2}");

  abstract void check(String raw, List<String> segments) throws UnmappedException;

  /**
   * The segments of a path, decoded; the last one is empty where the path ends in a slash.
   *
   * @param path as on the wire
   */
  public List<String> segments(String path) throws UnmappedException {
    if (!path.startsWith("/")) {
      throw new UnmappedException("the path does not begin with a slash");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(PercentText.decode(segment, "the path"));
    }
    check(path, segments);
    return segments;
  }
}
