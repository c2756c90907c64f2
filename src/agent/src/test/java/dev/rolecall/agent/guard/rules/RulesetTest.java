package dev.rolecall.agent.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.agent.guard.rules.NodeAccess.ByCgroup;
import dev.rolecall.agent.guard.rules.NodeAccess.ByUser;
import dev.rolecall.agent.guard.rules.NodeAccess.PodCgroup;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules as they were approved; {@code -Drolecall.golden.write=true} writes them anew, for a look at
 * the difference.
 */
class RulesetTest {
  private static final Path FOLDER =
      ProjectFiles.root().resolve("src/agent/src/test/resources/dev/rolecall/agent/guard/rules");
  private static final NodeAccess CGROUPS =
      new ByCgroup(List.of(new PodCgroup("kubepods.slice", 1)));
  private static final Pin ROUTED =
      new Pin("cali1", "cali1", Optional.empty(), List.of(ip("10.1.0.5"), ip("fd01::5")));
  private static final Pin BRIDGED =
      new Pin(
          "veth1",
          "cni0",
          Optional.of("02:00:5e:00:00:0a"),
          List.of(ip("10.2.0.6"), ip("fd02::6")));

  @ParameterizedTest
  @CsvSource({
    "full.nft,    FULL,    REAL",
    "rolecall.nft, FULL,   ROLECALL",
    "none.nft,    FULL,    NONE",
    "observe.nft, OBSERVE, REAL",
    "boot.nft,    BOOT,    REAL"
  })
  void areAsApproved(String file, Enforcement enforcement, NodeImds nodeImds) throws IOException {
    String now =
        new Ruleset(enforcement, nodeImds, CGROUPS)
            .script(PinSets.of(List.of(ROUTED, BRIDGED)), Map.of(Stop.IMDS, new Count(7, 420)));
    Path approved = FOLDER.resolve(file);

    if (Boolean.getBoolean("rolecall.golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(approved, now);
    }
    assertThat(now).isEqualTo(Files.readString(approved));
  }

  @Test
  void matchesTheSameWhereItOnlyObserves() {
    assertThat(withoutStops(new Ruleset(Enforcement.OBSERVE, NodeImds.REAL, CGROUPS)))
        .isSubsetOf(withoutStops(new Ruleset(Enforcement.FULL, NodeImds.REAL, CGROUPS)));
    assertThat(script(new Ruleset(Enforcement.OBSERVE, NodeImds.REAL, CGROUPS)))
        .doesNotContain(" drop", " reject")
        .contains("log prefix");
  }

  @Test
  void refusesEverybodyOnTheHostWhereTheKernelCannotTell() {
    assertThat(script(new Ruleset(Enforcement.FULL, NodeImds.REAL, new ByUser(List.of(), "why"))))
        .contains("chain node_to_imds {\n    goto stop_imds_host_process\n");
    assertThat(
            script(new Ruleset(Enforcement.FULL, NodeImds.REAL, new ByUser(List.of(0, 7), "why"))))
        .contains("meta skuid != { 0, 7 } goto stop_imds_host_process\n    accept");
  }

  @Test
  void changesOnlyWhatDiffers() {
    PinSets wanted = PinSets.of(List.of(ROUTED));

    String changes =
        wanted.changes(
            Stop.Table.INET,
            set ->
                set.equals("sources4")
                    ? Set.of(
                        new SetElement("cali1", "10.1.0.5"), new SetElement("cali9", "10.1.0.9"))
                    : wanted.of(Stop.Table.INET).getOrDefault(set, Set.of()));

    assertThat(changes)
        .isEqualTo("delete element inet rolecall sources4 { \"cali9\" . 10.1.0.9 }\n");
    assertThat(
            wanted.changes(
                Stop.Table.BRIDGE, set -> wanted.of(Stop.Table.BRIDGE).getOrDefault(set, Set.of())))
        .isEmpty();
  }

  @Test
  void pinsNoPortOfABridgeWithoutAHardwareAddress() {
    assertThatThrownBy(() -> new Pin("veth1", "cni0", Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> withoutStops(Ruleset ruleset) {
    String script = script(ruleset);
    return script.lines().filter(line -> line.contains("goto") || line.contains("jump")).toList();
  }

  private static String script(Ruleset ruleset) {
    return ruleset.script(PinSets.of(List.of()), Map.of());
  }

  private static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
