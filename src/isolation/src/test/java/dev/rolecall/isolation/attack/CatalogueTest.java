package dev.rolecall.isolation.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final List<String> NAMES = Catalogue.all().stream().map(Attack::name).toList();

  @Test
  void namesEachAttackOnceAndPlainly() {
    assertThat(NAMES)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void hasNoAttackThatSucceedsWhereItIsNotTried() {
    assertThat(Catalogue.all())
        .allMatch(attack -> attack.topologies().containsAll(attack.succeedsUnguarded()));
  }

  @Test
  void tellsOfEachAttackInTheThreatModel() throws IOException {
    String page = Files.readString(ProjectFiles.root().resolve("docs/threat-model.md"));
    assertThat(NAMES).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
  }

  @Test
  void choosesByTopologyAndName() {
    assertThat(Catalogue.on(Topology.ROUTED, Optional.of("false-gateway"))).isEmpty();
    assertThat(Catalogue.on(Topology.BRIDGE, Optional.of("false-gateway"))).hasSize(1);
    assertThat(Catalogue.on(Topology.ROUTED, Optional.empty())).hasSizeGreaterThan(30);
  }
}
