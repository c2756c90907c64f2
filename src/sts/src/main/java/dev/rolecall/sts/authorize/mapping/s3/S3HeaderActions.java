package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Actions that headers of a request need besides its operation's (S3 API Reference). */
final class S3HeaderActions {
  private static final String GRANT = "x-amz-grant-";

  private S3HeaderActions() {}

  static Set<String> of(OriginalRequest request, S3Target target) {
    Set<String> actions = new LinkedHashSet<>();
    for (Header header : request.headers()) {
      String name = LetterCase.lower(header.name());
      actions.addAll(
          switch (target) {
            case S3Target.Key key -> ofObject(name);
            case S3Target.Bucket bucket -> ofBucket(name);
          });
    }
    return actions;
  }

  private static List<String> ofObject(String header) {
    if (header.startsWith(GRANT)) {
      return List.of("s3:PutObjectAcl");
    }
    return switch (header) {
      case "x-amz-acl" -> List.of("s3:PutObjectAcl");
      case "x-amz-tagging" -> List.of("s3:PutObjectTagging");
      case "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date" ->
          List.of("s3:PutObjectRetention");
      case "x-amz-object-lock-legal-hold" -> List.of("s3:PutObjectLegalHold");
      case "x-amz-bypass-governance-retention" -> List.of("s3:BypassGovernanceRetention");
      default -> List.of();
    };
  }

  private static List<String> ofBucket(String header) {
    if (header.startsWith(GRANT)) {
      return List.of("s3:PutBucketAcl");
    }
    return switch (header) {
      case "x-amz-acl" -> List.of("s3:PutBucketAcl");
      case "x-amz-object-ownership" -> List.of("s3:PutBucketOwnershipControls");
      case "x-amz-bucket-object-lock-enabled" ->
          List.of("s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning");
      default -> List.of();
    };
  }
}
