package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.limit.OpenConnections.Admission;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
  private static final Admission<String> ADMITTED = new Admission.Admitted<>();
  private static final Admission<String> REFUSED = new Admission.Refused<>();

  private final OpenConnections<String> connections = new OpenConnections<>(6, 4);

  @Test
  void admitsNoMoreOfOneSourceThanItMayHave() {
    open("a", 4);

    assertThat(connections.open("a", "a5")).isEqualTo(REFUSED);
    assertThat(connections.open("b", "b1")).isEqualTo(ADMITTED);
  }

  @Test
  void hasRoomAgainForWhatWasClosed() {
    open("a", 4);
    connections.close("a", "a1");

    assertThat(connections.open("a", "a5")).isEqualTo(ADMITTED);
  }

  @Test
  void whoHasTheMostMakesRoomForAnother() {
    open("a", 4);
    open("b", 2);

    assertThat(connections.open("c", "c1"))
        .isEqualTo(new Admission.AdmittedInsteadOf<String>("a1"));
    assertThat(connections.open("c", "c2"))
        .isEqualTo(new Admission.AdmittedInsteadOf<String>("a2"));
    assertThat(connections.open("c", "c3")).isEqualTo(REFUSED);
  }

  @Test
  void countsAConnectionThatMadeRoomOnce() {
    open("a", 4);
    open("b", 2);
    connections.open("c", "c1");
    connections.close("a", "a1");

    assertThat(connections.open("d", "d1"))
        .isEqualTo(new Admission.AdmittedInsteadOf<String>("a2"));
  }

  @Test
  void forgetsNothingForAConnectionThatWasRefused() {
    open("a", 4);
    connections.open("a", "a5");
    connections.close("a", "a5");
    connections.close("nobody", "x");

    assertThat(connections.open("a", "a6")).isEqualTo(REFUSED);
  }

  private void open(String source, int number) {
    for (int i = 1; i <= number; i++) {
      assertThat(connections.open(source, source + i)).isEqualTo(ADMITTED);
    }
  }
}
