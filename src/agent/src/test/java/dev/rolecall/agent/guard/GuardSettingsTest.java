package dev.rolecall.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.config.Reading;
import dev.rolecall.agent.guard.rules.Enforcement;
import dev.rolecall.agent.guard.rules.NodeImds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardSettingsTest {
  @Test
  void haveDefaults() {
    assertThat(GuardSettings.read(Map.of()))
        .isEqualTo(
            new Reading.Complete<>(
                new GuardSettings(
                    Path.of("/run/rolecall"),
                    List.of(Path.of("/var/lib/cni/results"), Path.of("/var/lib/cni/cache/results")),
                    NodeImds.REAL,
                    List.of(),
                    List.of(),
                    "us-east-1")));
  }

  @Test
  void readListsOfAllKinds() {
    Map<String, String> environment =
        Map.of(
            "ROLECALL_NODE_IMDS", "rolecall",
            "ROLECALL_NODE_IMDS_UIDS", "0, 998",
            "ROLECALL_POD_CGROUPS", "kubepods.slice,kubelet/kubepods",
            "ROLECALL_CNI_RESULTS", "/a");

    assertThat(GuardSettings.read(environment))
        .isEqualTo(
            new Reading.Complete<>(
                new GuardSettings(
                    Path.of("/run/rolecall"),
                    List.of(Path.of("/a")),
                    NodeImds.ROLECALL,
                    List.of(0, 998),
                    List.of("kubepods.slice", "kubelet/kubepods"),
                    "us-east-1")));
  }

  @ParameterizedTest
  @CsvSource({
    "ROLECALL_NODE_IMDS, maybe",
    "ROLECALL_NODE_IMDS_UIDS, root",
    "ROLECALL_POD_CGROUPS, ../kubepods",
    "ROLECALL_POD_CGROUPS, 'a\" drop'",
    "ROLECALL_RUN_DIR, run",
    "ROLECALL_CNI_RESULTS, '/a,b'",
    "ROLECALL_REGION, us east"
  })
  void refuseOddValues(String name, String value) {
    assertThat(GuardSettings.read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            Reading.Faulty.class,
            faulty -> assertThat(faulty.problems()).singleElement().asString().startsWith(name));
  }

  @Test
  void areAskedForOnTheCommandLine() {
    assertThat(GuardArguments.parse(List.of("run", "--observe")))
        .isEqualTo(
            new GuardArguments.Good(
                GuardArguments.Verb.RUN, Enforcement.OBSERVE, Optional.empty()));
    assertThat(GuardArguments.parse(List.of("install", "--host-root", "/host")))
        .isEqualTo(
            new GuardArguments.Good(
                GuardArguments.Verb.INSTALL, Enforcement.FULL, Optional.of(Path.of("/host"))));
  }

  @ParameterizedTest
  @CsvSource({"''", "fly", "run --fast", "install --host-root"})
  void refuseWhatIsNoCommand(String line) {
    assertThat(GuardArguments.parse(line.isEmpty() ? List.of() : List.of(line.split(" "))))
        .isInstanceOf(GuardArguments.Wrong.class);
  }
}
