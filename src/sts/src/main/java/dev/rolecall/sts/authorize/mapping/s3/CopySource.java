package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The object that a request copies ({@code x-amz-copy-source}).
 *
 * @param action reading it, or one version of it
 */
record CopySource(S3Target.Key source, String action) {
  private static final String HEADER = "x-amz-copy-source";

  /** Without {@code +}, which some stores take for a space here. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()*=:@%/?-]+");

  private static final Set<Set<String>> COPIES = Set.of(Set.of(), Set.of("partNumber", "uploadId"));

  /**
   * @throws UnmappedException where it is not a bucket and a key, or the request is not one that
   *     copies
   */
  static Optional<CopySource> of(OriginalRequest request, RequestQuery query, S3Hosts hosts)
      throws UnmappedException {
    Optional<String> header = request.singleHeader(HEADER);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>(query.names());
    names.remove("x-id");
    if (!request.method().equals("PUT") || !COPIES.contains(names)) {
      throw new UnmappedException("the request copies nothing, but has " + HEADER);
    }
    String text = header.get();
    if (!PLAIN.matcher(text).matches()) {
      throw new UnmappedException(HEADER + " has a character that must be percent-encoded");
    }
    String[] parts = (text.startsWith("/") ? text : "/" + text).split("\\?", 2);
    List<String> segments = hosts.paths().segments(parts[0]);
    S3Target target = S3Hosts.pathStyle(segments);
    Optional<String> version =
        parts.length == 1
            ? Optional.empty()
            : Optional.of(RequestQuery.parse(parts[1]))
                .filter(only -> only.names().equals(Set.of(S3Rule.VERSION)))
                .flatMap(only -> only.value(S3Rule.VERSION));
    if (!(target instanceof S3Target.Key key) || parts.length == 2 && version.isEmpty()) {
      throw new UnmappedException(HEADER + " is not /bucket/key");
    }
    return Optional.of(
        new CopySource(key, version.isPresent() ? "s3:GetObjectVersion" : "s3:GetObject"));
  }
}
