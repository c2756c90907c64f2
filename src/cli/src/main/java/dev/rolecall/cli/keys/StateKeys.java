package dev.rolecall.cli.keys;

import dev.rolecall.cli.state.StateFolder;
import java.util.function.UnaryOperator;

/** Those of the embedded default. */
public record StateKeys(StateFolder state) implements KeyStore {
  @Override
  public String read() {
    return state.sessionKeys();
  }

  @Override
  public void update(UnaryOperator<String> change) {
    state.writeSessionKeys(change.apply(read()));
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
