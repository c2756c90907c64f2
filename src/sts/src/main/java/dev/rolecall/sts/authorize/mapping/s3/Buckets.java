package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.pattern.Glob;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose buckets there are; of entries that fit, the first counts. */
record Buckets(List<Entry> entries) {
  Buckets {
    entries = List.copyOf(entries);
  }

  /**
   * @param name with {@code *} and {@code ?}
   * @param policy of the buckets; null where they have none
   */
  record Entry(Glob name, AccountId account, @Nullable PolicyDocument policy) {}

  Entry find(String bucket) throws UnmappedException {
    return entries.stream()
        .filter(entry -> entry.name().matches(bucket))
        .findFirst()
        .orElseThrow(() -> new UnmappedException("the bucket is of no account"));
  }
}
