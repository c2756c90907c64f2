package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.sts.authorize.mapping.RequestQuery;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * S3's operations and the actions that they need (Service Authorization Reference, "Actions,
 * resources, and condition keys for Amazon S3"; S3 API Reference). What lists every account's
 * buckets, or names keys in its body (as DeleteObjects, and RestoreObject its output), is not here:
 * it cannot be decided from the request's head.
 */
final class S3Rules {
  /** Parameters that change what is answered and not what is done. */
  private static final Set<String> SHAPING =
      Set.of(
          "x-id",
          "response-content-type",
          "response-content-language",
          "response-expires",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "list-type",
          "prefix",
          "delimiter",
          "max-keys",
          "marker",
          "encoding-type",
          "continuation-token",
          "start-after",
          "fetch-owner",
          "key-marker",
          "version-id-marker",
          "upload-id-marker",
          "max-uploads",
          "max-parts",
          "part-number-marker");

  /** All others mean something by being there. */
  private static final Set<String> WITH_VALUE =
      Set.of("partNumber", "uploadId", "id", "select-type", S3Rule.VERSION);

  private static final Pattern SPACE = Pattern.compile(" ");
  private static final List<S3Rule> ALL = new ArrayList<>();

  static {
    object("GET HEAD", "", "GetObject", "GetObjectVersion");
    object("GET HEAD", "partNumber", "GetObject", "GetObjectVersion");
    object("PUT", "", "PutObject", "");
    object("DELETE", "", "DeleteObject", "DeleteObjectVersion");
    object("GET", "acl", "GetObjectAcl", "GetObjectVersionAcl");
    object("PUT", "acl", "PutObjectAcl", "PutObjectVersionAcl");
    object("GET", "tagging", "GetObjectTagging", "GetObjectVersionTagging");
    object("PUT", "tagging", "PutObjectTagging", "PutObjectVersionTagging");
    object("DELETE", "tagging", "DeleteObjectTagging", "DeleteObjectVersionTagging");
    object(
        "GET",
        "attributes",
        "GetObject GetObjectAttributes",
        "GetObjectVersion GetObjectVersionAttributes");
    object("GET", "retention", "GetObjectRetention", "GetObjectRetention");
    object("PUT", "retention", "PutObjectRetention", "PutObjectRetention");
    object("GET", "legal-hold", "GetObjectLegalHold", "GetObjectLegalHold");
    object("PUT", "legal-hold", "PutObjectLegalHold", "PutObjectLegalHold");
    object("GET", "torrent", "GetObjectTorrent", "GetObjectVersionTorrent");
    object("POST", "select select-type", "GetObject", "");
    object("POST", "uploads", "PutObject", "");
    object("PUT", "partNumber uploadId", "PutObject", "");
    object("POST", "uploadId", "PutObject", "");
    object("GET", "uploadId", "ListMultipartUploadParts", "");
    object("DELETE", "uploadId", "AbortMultipartUpload", "");

    bucket("GET HEAD", "", "ListBucket");
    bucket("PUT", "", "CreateBucket");
    bucket("DELETE", "", "DeleteBucket");
    bucket("GET", "versions", "ListBucketVersions");
    bucket("GET", "uploads", "ListBucketMultipartUploads");
    bucket("GET", "location", "GetBucketLocation");
    bucket("GET", "policyStatus", "GetBucketPolicyStatus");
    setting("acl", "BucketAcl");
    setting("versioning", "BucketVersioning");
    setting("cors", "BucketCORS");
    setting("logging", "BucketLogging");
    setting("notification", "BucketNotification");
    setting("requestPayment", "BucketRequestPayment");
    setting("object-lock", "BucketObjectLockConfiguration");
    setting("accelerate", "AccelerateConfiguration");
    setting("policy", "BucketPolicy");
    setting("website", "BucketWebsite");
    setting("tagging", "BucketTagging");
    setting("lifecycle", "LifecycleConfiguration");
    setting("encryption", "EncryptionConfiguration");
    setting("replication", "ReplicationConfiguration");
    setting("publicAccessBlock", "BucketPublicAccessBlock");
    setting("ownershipControls", "BucketOwnershipControls");
    for (String kind : List.of("Analytics", "Inventory", "Metrics")) {
      setting(kind.toLowerCase(Locale.ROOT) + " id", kind + "Configuration");
      bucket("GET", kind.toLowerCase(Locale.ROOT), "Get" + kind + "Configuration");
    }
    setting("intelligent-tiering id", "IntelligentTieringConfiguration");
    bucket("GET", "intelligent-tiering", "GetIntelligentTieringConfiguration");
    bucket("DELETE", "policy", "DeleteBucketPolicy");
    bucket("DELETE", "website", "DeleteBucketWebsite");
    // The others have no action of their own to be deleted by.
    bucket("DELETE", "cors", "PutBucketCORS");
    bucket("DELETE", "tagging", "PutBucketTagging");
    bucket("DELETE", "lifecycle", "PutLifecycleConfiguration");
    bucket("DELETE", "encryption", "PutEncryptionConfiguration");
    bucket("DELETE", "replication", "PutReplicationConfiguration");
    bucket("DELETE", "publicAccessBlock", "PutBucketPublicAccessBlock");
    bucket("DELETE", "ownershipControls", "PutBucketOwnershipControls");
    bucket("DELETE", "analytics id", "PutAnalyticsConfiguration");
    bucket("DELETE", "inventory id", "PutInventoryConfiguration");
    bucket("DELETE", "metrics id", "PutMetricsConfiguration");
    bucket("DELETE", "intelligent-tiering id", "PutIntelligentTieringConfiguration");
  }

  private S3Rules() {}

  private static void object(String methods, String parameters, String actions, String ofVersion) {
    ALL.add(
        new S3Rule(
            S3Target.Key.class,
            Set.copyOf(words(methods)),
            Set.copyOf(words(parameters)),
            actions(actions),
            actions(ofVersion)));
  }

  private static void bucket(String methods, String parameters, String action) {
    ALL.add(
        new S3Rule(
            S3Target.Bucket.class,
            Set.copyOf(words(methods)),
            Set.copyOf(words(parameters)),
            actions(action),
            List.of()));
  }

  /** What is read by {@code Get<name>} and written by {@code Put<name>}. */
  private static void setting(String parameters, String name) {
    bucket("GET", parameters, "Get" + name);
    bucket("PUT", parameters, "Put" + name);
  }

  private static List<String> words(String text) {
    return Arrays.stream(SPACE.split(text)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> actions(String names) {
    return words(names).stream().map(name -> "s3:" + name).toList();
  }

  /**
   * The actions that a request needs.
   *
   * @throws UnmappedException where its method and parameters are of no operation that is known
   */
  static List<String> actions(S3Target target, String method, RequestQuery query)
      throws UnmappedException {
    Set<String> names = new HashSet<>(query.names());
    names.removeAll(SHAPING);
    requireValues(names, query);
    boolean ofVersion = names.remove(S3Rule.VERSION);
    for (S3Rule rule : ALL) {
      if (rule.fits(target, method, names) && (!ofVersion || !rule.ofVersion().isEmpty())) {
        return ofVersion ? rule.ofVersion() : rule.actions();
      }
    }
    throw new UnmappedException(
        "%s with the parameters %s is no operation that can be decided by the request's head"
            .formatted(method, query.names().stream().sorted().toList()));
  }

  /** A store that asks for {@code acl=} takes {@code acl=x} for a request of the object itself. */
  private static void requireValues(Set<String> names, RequestQuery query)
      throws UnmappedException {
    for (String name : names) {
      boolean hasValue = !query.value(name).orElse("").isEmpty();
      if (hasValue != WITH_VALUE.contains(name)) {
        throw new UnmappedException(
            "the parameter " + name + (hasValue ? " has a value" : " has no value"));
      }
    }
  }
}
