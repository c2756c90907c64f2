package dev.rolecall.operator.secrets;

import dev.rolecall.identity.Secret;
import java.util.Map;

/**
 * A Secret as it was read.
 *
 * @param version the resource version, which a writer must still find
 * @param data text by key
 */
public record StoredSecret(String name, String version, Map<String, Secret> data) {
  public StoredSecret {
    data = Map.copyOf(data);
  }
}
