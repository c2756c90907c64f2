package dev.rolecall.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a service wants paths and presigned payloads signed: S3 differs from all others. */
public enum Canonicalization {
  /** Paths are normalized and encoded once more; presigned requests hash their payload. */
  STANDARD {
    @Override
    String rewritten(String wirePath) throws RefusedException {
      return PercentEncoding.encodePath(PercentEncoding.wireBytes(normalize(wirePath)));
    }

    @Override
    boolean presignsWithoutPayload() {
      return false;
    }
  },
  /** Paths are keys, encoded once and never normalized; presigned requests leave it unsigned. */
  S3 {
    @Override
    String rewritten(String wirePath) throws RefusedException {
      return PercentEncoding.encodePath(
          PercentEncoding.decode(wirePath, SignatureRefusal.INVALID_URI_PATH));
    }

    @Override
    boolean presignsWithoutPayload() {
      return true;
    }
  };

  private static final Set<String> S3_SERVICES =
      Set.of("s3", "s3express", "s3-outposts", "s3-object-lambda");

  /** What the service of a credential scope wants. */
  public static Canonicalization of(String service) {
    return S3_SERVICES.contains(service) ? S3 : STANDARD;
  }

  /** The canonical URI of a path as it came over the wire. */
  String path(String wirePath) throws RefusedException {
    return isCanonical(wirePath) ? wirePath : rewritten(wirePath);
  }

  /** The same of a path that may not be canonical yet. */
  abstract String rewritten(String wirePath) throws RefusedException;

  /** Whether nothing of it is to be encoded, decoded or normalized, as of most paths. */
  private static boolean isCanonical(String path) {
    return path.startsWith("/")
        && !path.contains("//")
        && !path.contains("/.")
        && PercentEncoding.isPlainPath(path);
  }

  abstract boolean presignsWithoutPayload();

  private static String normalize(String path) throws RefusedException {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          throw new RefusedException(
              SignatureRefusal.INVALID_URI_PATH,
              "Relative path entry '..' navigates above root: '" + Quoted.text(path) + "'");
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    boolean closed = path.endsWith("/") && !segments.isEmpty();
    return "/" + String.join("/", segments) + (closed ? "/" : "");
  }
}
