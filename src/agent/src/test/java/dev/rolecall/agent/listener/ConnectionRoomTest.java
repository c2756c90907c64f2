package dev.rolecall.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.limit.OpenConnections.Admission;
import org.junit.jupiter.api.Test;

class ConnectionRoomTest {
  private final ConnectionRoom<String> room = ConnectionRoom.with(64);

  @Test
  void keepsRoomForThoseWhoAreKnownHoweverManyAddressesOthersHave() {
    Caller nobody = new Caller.NotYet("no interface is known to have this address");
    for (int i = 0; i < 2_000; i++) {
      room.of(nobody).open("10.0.0." + i, "connection " + i);
    }

    assertThat(room.of(nobody).open("10.0.9.9", "one more")).isInstanceOf(Admission.Refused.class);
    assertThat(room.of(new Caller.Host()).open("host", "known"))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void letsNobodyHaveAllOfTheRoomOfNobodies() {
    Caller nobody = new Caller.Stranger("the address is another interface's");
    for (int i = 0; i < 2_000; i++) {
      room.of(nobody).open("10.0.0.1", "connection " + i);
    }

    assertThat(room.of(nobody).open("10.0.0.2", "other")).isInstanceOf(Admission.Admitted.class);
  }
}
