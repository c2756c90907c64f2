package dev.rolecall.operator.secrets;

import dev.rolecall.identity.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The Secrets of the operator's namespace. */
public interface SecretStore {
  /** How often a race may be lost in a row: each loss means that another replica has written. */
  int ATTEMPTS = 10;

  Optional<StoredSecret> read(String name);

  /** Whether it was created; false where there is one of that name already. */
  boolean create(String name, Map<String, Secret> data);

  /** Whether it was replaced; false where it was changed or deleted since it was read. */
  boolean replace(StoredSecret read, Map<String, Secret> data);

  /**
   * Brings a Secret to what it should be, and gives what it holds then. Replicas may do this at the
   * same time: one writes, the others start again from what it wrote.
   *
   * @param desired gives the data that should follow the data there is (empty where there is no
   *     Secret); the same data where nothing is to be changed
   * @throws IllegalStateException where every attempt met another writer
   */
  default Map<String, Secret> converge(String name, UnaryOperator<Map<String, Secret>> desired) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<StoredSecret> found = read(name);
      Map<String, Secret> current = found.map(StoredSecret::data).orElse(Map.of());
      Map<String, Secret> wanted = desired.apply(current);
      if (found.isPresent() && wanted.equals(current)) {
        return current;
      }
      boolean written = found.isPresent() ? replace(found.get(), wanted) : create(name, wanted);
      if (written) {
        return wanted;
      }
    }
    throw new IllegalStateException(
        "Secret '%s' was changed by others %d times in a row".formatted(name, ATTEMPTS));
  }
}
