package dev.rolecall.agent.guard.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.rules.Count;
import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.agent.guard.rules.Stop;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import org.junit.jupiter.api.Test;

class TableListingTest {
  @Test
  void knowsElementsInTheFormInWhichTheyAreAskedFor() throws JsonException {
    TableListing listing =
        listing(
            """
            {"set":{"name":"sources6","elem":[{"concat":["veth1","fd00::5"]}]}},
            {"set":{"name":"frames","elem":[{"concat":["0x1","02:00:00:00:00:0A"]}]}},
            {"set":{"name":"ports","elem":["veth1"]}},
            {"set":{"name":"options","elem":[{"concat":["veth1",2199023255557]}]}},
            {"set":{"name":"claimed","elem":["0xFD000000000000000000000000000006"]}}
            """);

    assertThat(listing.pins("sources6"))
        .containsExactly(new SetElement("veth1", "fd00:0:0:0:0:0:0:5"));
    assertThat(listing.pins("frames")).containsExactly(new SetElement("0x1", "02:00:00:00:00:0a"));
    assertThat(listing.pins("ports")).containsExactly(new SetElement("veth1", ""));
    assertThat(listing.pins("options")).containsExactly(new SetElement("veth1", "0x20000000005"));
    assertThat(listing.pins("claimed"))
        .containsExactly(new SetElement("", "0xfd000000000000000000000000000006"));
    assertThat(listing.pins("none")).isEmpty();
  }

  @Test
  void knowsWhoWasStoppedHowOften() throws JsonException {
    TableListing listing =
        listing(
            """
            {"counter":{"name":"imds","packets":3,"bytes":180}},
            {"set":{"name":"by_imds4","timeout":60,"elem":[
              {"elem":{"val":{"concat":["veth1","10.0.0.5"]},"counter":{"packets":2,"bytes":120}}},
              {"elem":{"val":{"concat":["veth2","10.0.0.6"]},"counter":{"packets":1,"bytes":60}}}]}}
            """);

    assertThat(listing.count(Stop.IMDS)).isEqualTo(new Count(3, 180));
    assertThat(listing.offenders(Stop.IMDS))
        .containsEntry(new SetElement("veth1", "10.0.0.5"), 2L)
        .containsEntry(new SetElement("veth2", "10.0.0.6"), 1L);
  }

  @Test
  void hasTheSameStructureWhateverItsHandlesAre() throws JsonException {
    TableListing one = listing("{\"rule\":{\"chain\":\"c\",\"handle\":1,\"expr\":[]}}");
    TableListing other = listing("{\"rule\":{\"chain\":\"c\",\"handle\":2,\"expr\":[]}}");
    TableListing changed = listing("{\"rule\":{\"chain\":\"c\",\"handle\":1,\"expr\":[1]}}");

    assertThat(one.rules()).isEqualTo(1);
    assertThat(one.structure()).isEqualTo(other.structure()).isNotEqualTo(changed.structure());
  }

  private static TableListing listing(String items) throws JsonException {
    return TableListing.of(Json.parse("{\"nftables\":[" + items + "]}"));
  }
}
