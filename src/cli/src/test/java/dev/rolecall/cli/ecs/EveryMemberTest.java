package dev.rolecall.cli.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.testkit.ClientPrograms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each member that ECS's model of a task definition has becomes something, or is named. */
class EveryMemberTest {
  private static final Options PLAIN =
      new Options(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  /** Where findings are about a whole container, volume or definition, they name no member. */
  private static final Set<String> WHOLES = Set.of("", "containerDefinitions[]", "volumes[]");

  static Stream<EcsMember> members() throws Exception {
    return EcsMember.all().stream().filter(member -> !member.isStructure());
  }

  @ParameterizedTest
  @MethodSource("members")
  void isMappedOrNamed(EcsMember member) throws Exception {
    for (Object value : member.values().toList()) {
      ImportedDefinition with = imported(member.path(), value);

      assertThat(isNamed(member.path(), with) || isMapped(member.path(), value, with))
          .as("%s as %s: %s", member.path(), value, with)
          .isTrue();
      for (Finding finding : with.findings()) {
        assertThat(finding.line("f.json")).startsWith("f.json:1:").contains("$", "; ");
      }
      assertThat(with.problems()).as(with.manifests()).isEmpty();
    }
  }

  @Test
  void modelOfTheInstalledClientHasNoOtherMembers() throws Exception {
    Process python =
        new ProcessBuilder(
                ClientPrograms.python().toString(),
                ClientPrograms.script("src/cli", "ecs_members.py").toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(printed).isZero();
    Set<String> known = EcsMember.all().stream().map(EcsMember::path).collect(Collectors.toSet());
    assertThat(printed.lines().toList()).hasSizeGreaterThan(150).isSubsetOf(known);
  }

  /** By itself, or with the structure that it is a part of. */
  private static boolean isNamed(String path, ImportedDefinition imported) {
    return imported.findings().stream()
        .map(finding -> finding.path().replaceFirst("^\\$\\.?", "").replaceAll("\\[\\d+]", "[]"))
        .filter(named -> !WHOLES.contains(named))
        .anyMatch(named ->
            path.equals(named)
                || path.startsWith(named + ".")
                || path.startsWith(named + "[]")
                || named.equals(path + "[]"));
  }

  /** The manifest is another one where the member has another value. */
  private static boolean isMapped(String path, Object value, ImportedDefinition with)
      throws Exception {
    Object other =
        switch (value) {
          case Boolean flag -> !flag;
          case Integer number -> number + 1;
          case String text -> path.equals("networkMode") ? "host" : text + "x";
          case Map<?, ?> map -> Map.of("key", "another");
          default -> List.of("CMD", "KILL", "another");
        };
    try {
      return !imported(path, other).manifests().equals(with.manifests());
    } catch (DefinitionException e) {
      // It is the name of something that is declared elsewhere.
      return with.manifests().contains(String.valueOf(value));
    }
  }

  private static ImportedDefinition imported(String path, Object value) throws Exception {
    Map<String, Object> definition = EcsMember.definition(EcsMember.all(), path, value);
    return ImportedDefinition.of("f.json", Json.write(definition), PLAIN);
  }
}
