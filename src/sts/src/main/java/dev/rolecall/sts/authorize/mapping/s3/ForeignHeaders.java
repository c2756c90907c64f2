package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.regex.Pattern;

/**
 * Headers by which stores of other makers do what S3 does not: unpack a body into many objects,
 * delete all that a key begins, read an object that another name stands for.
 */
final class ForeignHeaders {
  private static final String COPY_SOURCE = "x-amz-copy-source";
  private static final Pattern FOREIGN =
      Pattern.compile(
          "x-(goog|oss|cos|obs|copy|object|container|symlink)-.*"
              + "|.*minio.*"
              + "|.*snowball.*"
              + "|.*(copy|rename|move)-source"
              + "|destination");

  private ForeignHeaders() {}

  /**
   * @throws UnmappedException where the request has one
   */
  static void refuse(OriginalRequest request) throws UnmappedException {
    for (Header header : request.headers()) {
      String name = LetterCase.lower(header.name());
      if (FOREIGN.matcher(name).matches() && !name.equals(COPY_SOURCE)) {
        throw new UnmappedException(
            "the header " + header.name() + " may mean other objects than the path names");
      }
    }
  }
}
