package dev.rolecall.sts.authorize.mapping.s3;

/** What a request of S3 is about. */
sealed interface S3Target {
  String bucket();

  /** {@code arn:aws:s3:::bucket} or {@code arn:aws:s3:::bucket/key}. */
  String arn();

  record Bucket(String bucket) implements S3Target {
    @Override
    public String arn() {
      return "arn:aws:s3:::" + bucket;
    }
  }

  /**
   * @param key decoded
   */
  record Key(String bucket, String key) implements S3Target {
    @Override
    public String arn() {
      return "arn:aws:s3:::" + bucket + "/" + key;
    }
  }
}
