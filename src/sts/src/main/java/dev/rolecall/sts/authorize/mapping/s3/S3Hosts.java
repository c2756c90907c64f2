package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.PathRules;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request has its bucket: in the path, or in the host. Hosts that are not listed are
 * refused, since the service behind might see a bucket in them.
 *
 * @param pathStyle hosts whose path begins with the bucket, with their ports
 * @param bucketHosts what follows the bucket in hosts that begin with it, with its leading dot
 */
record S3Hosts(Set<String> pathStyle, List<String> bucketHosts, PathRules paths) {
  /** "Bucket naming rules" (Amazon S3 User Guide). */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  S3Hosts {
    pathStyle = Set.copyOf(pathStyle);
    bucketHosts = List.copyOf(bucketHosts);
  }

  S3Target target(OriginalRequest request) throws UnmappedException {
    String host = request.host();
    List<String> segments = paths.segments(request.path());
    if (pathStyle.contains(host)) {
      return pathStyle(segments);
    }
    Optional<String> suffix = bucketHosts.stream().filter(host::endsWith).findFirst();
    if (suffix.isEmpty()) {
      throw new UnmappedException("the host is none of the mapping's");
    }
    return target(
        host.substring(0, host.length() - suffix.get().length()), String.join("/", segments));
  }

  /** The bucket and the key of a path that has both. */
  static S3Target pathStyle(List<String> segments) throws UnmappedException {
    return target(segments.getFirst(), String.join("/", segments.subList(1, segments.size())));
  }

  private static S3Target target(String bucket, String key) throws UnmappedException {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new UnmappedException("the request names no bucket");
    }
    return key.isEmpty() ? new S3Target.Bucket(bucket) : new S3Target.Key(bucket, key);
  }
}
