package dev.rolecall.isolation.attack.life;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.scene.Defence;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;
import java.util.function.Consumer;

/**
 * A pod asks the real metadata service all the time while a program of the node comes or goes.
 *
 * @param event what happens to the node's programs; afterwards all run again
 */
public record Lifecycle(String name, String does, Consumer<Defence> event) implements Attack {
  /** The server killed, upgraded; the guard killed; both. */
  public static List<Attack> all() {
    return List.of(
        new Lifecycle(
            "agent-killed",
            "hammers the real metadata service while the agent is killed and started again",
            defence -> {
              defence.killServer();
              defence.startServer();
            }),
        new Lifecycle(
            "agent-upgraded",
            "hammers the real metadata service while the agent ends and another one starts",
            defence -> {
              defence.stopServer();
              defence.startServer();
            }),
        new Lifecycle(
            "guard-killed",
            "hammers the real metadata service while the guard is killed (SIGKILL) and started again",
            defence -> {
              defence.killGuard();
              defence.startGuard();
            }),
        new Lifecycle(
            "guard-and-agent-killed",
            "hammers the real metadata service while nothing of Rolecall runs on the node",
            defence -> {
              defence.killGuard();
              defence.killServer();
              defence.startGuard();
              defence.startServer();
            }));
  }

  @Override
  public Outcome run(Scene scene) {
    try (Hammered hammered = Hammered.begin(scene)) {
      event.accept(scene.defence());
      return hammered.outcome(Cast.VICTIM);
    }
  }
}
