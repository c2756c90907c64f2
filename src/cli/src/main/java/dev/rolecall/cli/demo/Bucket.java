package dev.rolecall.cli.demo;

import dev.rolecall.identity.AccountId;
import java.util.Map;

/**
 * A bucket of the store.
 *
 * @param account the one it belongs to
 * @param documents what is in it when the demo begins, by key
 */
record Bucket(String name, AccountId account, Map<String, String> documents) {
  Bucket {
    documents = Map.copyOf(documents);
  }
}
