package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S3's condition keys, as far as the request has their values (Service Authorization Reference).
 */
final class S3Context {
  private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "max-keys");
  private static final List<String> HEADERS =
      List.of(
          "x-amz-acl",
          "x-amz-content-sha256",
          "x-amz-copy-source",
          "x-amz-metadata-directive",
          "x-amz-object-ownership",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-storage-class");

  /** They may have commas. */
  private static final List<String> LISTS =
      List.of(
          "x-amz-grant-full-control",
          "x-amz-grant-read",
          "x-amz-grant-read-acp",
          "x-amz-grant-write",
          "x-amz-grant-write-acp",
          "x-amz-website-redirect-location");

  private static final int LONGEST = 2048;
  private static final int MOST_TAGS = 10;

  private final Map<String, RequestContext.Entry> entries = new LinkedHashMap<>();

  private S3Context() {}

  static Map<String, RequestContext.Entry> of(OriginalRequest request, RequestQuery query)
      throws UnmappedException {
    S3Context context = new S3Context();
    for (String name : PARAMETERS) {
      context.put("s3:" + name, query.value(name));
    }
    context.put("s3:VersionId", query.value(S3Rule.VERSION));
    for (String name : HEADERS) {
      context.put("s3:" + name, request.singleHeader(name));
    }
    for (String name : LISTS) {
      context.put("s3:" + name, request.header(name));
    }
    context.put("s3:object-lock-mode", request.singleHeader("x-amz-object-lock-mode"));
    context.put("s3:object-lock-legal-hold", request.singleHeader("x-amz-object-lock-legal-hold"));
    context.put(
        "s3:object-lock-retain-until-date",
        request.singleHeader("x-amz-object-lock-retain-until-date"));
    boolean inHeader = request.header("authorization").isPresent();
    context.put("s3:authType", Optional.of(inHeader ? "REST-HEADER" : "REST-QUERY-STRING"));
    context.tags(request.singleHeader("x-amz-tagging"));
    return context.entries;
  }

  private void put(String key, Optional<String> value) throws UnmappedException {
    if (value.isPresent()) {
      if (value.get().length() > LONGEST) {
        throw new UnmappedException("the value of " + key + " is too long");
      }
      entries.put(key, new RequestContext.Entry(List.of(value.get()), false));
    }
  }

  private void tags(Optional<String> header) throws UnmappedException {
    if (header.isEmpty()) {
      return;
    }
    RequestQuery tags = RequestQuery.parse(header.get().replace("+", "%20"));
    if (tags.names().size() > MOST_TAGS) {
      throw new UnmappedException("an object has 10 tags at most");
    }
    List<String> keys = new ArrayList<>();
    for (String name : tags.names()) {
      put("s3:RequestObjectTag/" + name, tags.value(name));
      keys.add(name);
    }
    entries.put("s3:RequestObjectTagKeys", new RequestContext.Entry(keys, true));
  }
}
