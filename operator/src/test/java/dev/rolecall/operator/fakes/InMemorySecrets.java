package dev.rolecall.operator.fakes;

import dev.rolecall.identity.Secret;
import dev.rolecall.operator.secrets.SecretStore;
import dev.rolecall.operator.secrets.StoredSecret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets in memory, with the API server's rules about concurrent writers. */
public final class InMemorySecrets implements SecretStore {
  private final Map<String, StoredSecret> secrets = new HashMap<>();
  private int version;
  private Runnable beforeNextWrite = () -> {};

  /** Runs once, between a writer's reading and its writing. */
  public void beforeNextWrite(Runnable intruder) {
    beforeNextWrite = intruder;
  }

  public Map<String, Secret> data(String name) {
    return read(name).orElseThrow().data();
  }

  /** How many writes there were. */
  public int writes() {
    return version;
  }

  public void put(String name, Map<String, Secret> data) {
    version++;
    secrets.put(name, new StoredSecret(name, String.valueOf(version), data));
  }

  @Override
  public Optional<StoredSecret> read(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public boolean create(String name, Map<String, Secret> data) {
    intrude();
    if (secrets.containsKey(name)) {
      return false;
    }
    put(name, data);
    return true;
  }

  @Override
  public boolean replace(StoredSecret read, Map<String, Secret> data) {
    intrude();
    if (!read(read.name()).map(StoredSecret::version).equals(Optional.of(read.version()))) {
      return false;
    }
    put(read.name(), data);
    return true;
  }

  private void intrude() {
    Runnable intruder = beforeNextWrite;
    beforeNextWrite = () -> {};
    intruder.run();
  }
}
