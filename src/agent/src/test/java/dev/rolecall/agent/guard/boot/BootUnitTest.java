package dev.rolecall.agent.guard.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.agent.guard.rules.Enforcement;
import dev.rolecall.agent.guard.rules.NodeAccess;
import dev.rolecall.agent.guard.rules.NodeImds;
import dev.rolecall.agent.guard.rules.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong; what goes right needs a node. */
class BootUnitTest {
  private static final Ruleset RULES =
      new Ruleset(Enforcement.BOOT, NodeImds.REAL, new NodeAccess.ByUser(List.of(), "for a test"));

  @TempDir Path root;
  @TempDir Path outside;

  @Test
  void saysThatTheNodeHasNoNft() {
    assertThatThrownBy(() -> new BootUnit(root, RULES).install())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the node has no nft")
        .hasMessageContaining("nftables");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void followsNoLinkOutOfTheNodesFileSystem() throws IOException {
    Files.createDirectories(root.resolve("usr/sbin"));
    Files.createFile(root.resolve("usr/sbin/nft"));
    Files.createSymbolicLink(root.resolve("etc"), outside);

    assertThatThrownBy(() -> new BootUnit(root, RULES).install())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void removesNothingWhereThereIsNothing() throws IOException {
    assertThat(new BootUnit(root, RULES).uninstall()).isEmpty();
  }
}
