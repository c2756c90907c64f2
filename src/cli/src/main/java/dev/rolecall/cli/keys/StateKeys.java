package dev.rolecall.cli.keys;

import dev.rolecall.cli.state.StateFolder;
import java.util.function.UnaryOperator;

/** Those of the embedded default. */
public record StateKeys(StateFolder state, KeyPurpose purpose) implements KeyStore {
  @Override
  public String read() {
    return switch (purpose) {
      case SESSIONS -> state.sessionKeys();
      case IDENTITY_TOKENS -> state.identityTokenKeys();
    };
  }

  @Override
  public void update(UnaryOperator<String> change) {
    String changed = change.apply(read());
    switch (purpose) {
      case SESSIONS -> state.writeSessionKeys(changed);
      case IDENTITY_TOKENS -> state.writeIdentityTokenKeys(changed);
    }
  }

  @Override
  public String place() {
    return "state folder " + state.path();
  }

  @Override
  public String delay() {
    return "within two seconds";
  }
}
