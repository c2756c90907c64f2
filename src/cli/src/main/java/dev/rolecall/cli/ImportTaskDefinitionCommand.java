package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.ecs.DefinitionException;
import dev.rolecall.cli.ecs.Finding;
import dev.rolecall.cli.ecs.ImportedDefinition;
import dev.rolecall.cli.ecs.Options;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolecall import ecs-task-definition}. */
@Command(
    name = "ecs-task-definition",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Turns a task definition of Amazon ECS into a TaskDefinition on standard output, and names on standard error every member that has no equivalent, or becomes something else, with its place, the reason and a way out.",
      "FILE is JSON as 'aws ecs register-task-definition --cli-input-json' takes it, or as 'aws ecs describe-task-definition' answers it.",
      "A line on standard error is 'file:line:column: kind: path: reason; way out', and the last one counts them. Kinds: 'no equivalent' (left out), 'changed' (something like it), 'needed' (another object must be there), 'no setting' (told by ECS, set by nobody).",
      "Exit code 0 where the manifests are printed; 1 for what is no task definition, and with --strict where something has no equivalent or is changed; 2 for wrong use."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall import ecs-task-definition task.json --namespace web | kubectl apply -f -",
      "  aws ecs describe-task-definition --task-definition web:7 > web.json",
      "  ./rolecall import ecs-task-definition web.json --account-map 123456789012=111111111111 --strict",
      "  ./rolecall import ecs-task-definition - --image app=registry.internal/app:1 --task try < task.json"
    })
final class ImportTaskDefinitionCommand implements Callable<Integer> {
  private static final int LARGEST = 1 << 20;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The task definition as JSON, or - for standard input.")
  private Path file;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "The namespace of the manifests (default: none, kubectl chooses).")
  private @Nullable String namespace;

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "The revision (default: the definition's own, or 1).")
  private @Nullable Integer revision;

  @Option(
      names = "--account-map",
      paramLabel = "THERE=HERE",
      description =
          "In ARNs of roles, write account HERE for account THERE; '*' is any other. May be repeated.")
  private Map<String, String> accounts = Map.of();

  @Option(
      names = "--image",
      paramLabel = "CONTAINER=IMAGE",
      description = "Use this image in place of the definition's. May be repeated.")
  private Map<String, String> images = Map.of();

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "Print a Task of this name too, which runs the definition.")
  private @Nullable String task;

  @Option(
      names = "--strict",
      description =
          "Print nothing and end with exit code 1 where something has no equivalent or is changed.")
  private boolean strict;

  @Override
  public Integer call() {
    Options options = options();
    String name = file.toString().equals("-") ? "stdin" : file.toString();
    ImportedDefinition imported = read(name, options);
    PrintWriter errors = spec.commandLine().getErr();
    imported.findings().forEach(finding -> errors.println(finding.line(name)));
    if (!imported.findings().isEmpty()) {
      errors.println(counts(imported.findings()));
    }
    errors.flush();
    if (strict && imported.findings().stream().anyMatch(finding -> finding.kind().differs())) {
      return ExitCode.SOFTWARE;
    }
    List<String> problems = imported.problems();
    if (!problems.isEmpty()) {
      throw new Failure(
          "what became of the task definition would be refused",
          name,
          String.join("\n", problems),
          "change these members in the file; the paths are those of the TaskDefinition");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(imported.manifests());
    out.flush();
    return ExitCode.OK;
  }

  private Options options() {
    require(namespace == null || namespace.matches(LABEL), "--namespace is no namespace's name");
    require(
        task == null || task.matches(LABEL),
        "--task is no name of lower-case letters, digits and '-'");
    require(revision == null || revision >= 1, "--revision is 1 or more");
    accounts.forEach((there, here) ->
        require(
            there.matches("\\d{12}|\\*") && here.matches("\\d{12}"),
            "--account-map takes account ids of 12 digits, not " + there + "=" + here));
    return new Options(
        Optional.ofNullable(namespace),
        Optional.ofNullable(revision),
        Optional.ofNullable(task),
        accounts,
        images);
  }

  private void require(boolean good, String problem) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private ImportedDefinition read(String name, Options options) {
    try {
      return ImportedDefinition.of(name, text(), options);
    } catch (JsonException e) {
      Position at = e.position();
      throw new Failure(
          "the task definition is no JSON",
          at.line() == 0 ? name : "%s:%d:%d".formatted(name, at.line(), at.column()),
          String.valueOf(e.getMessage()),
          "mend the place; 'aws ecs describe-task-definition' prints what is good");
    } catch (DefinitionException e) {
      throw new Failure(
          "the file is no task definition of Amazon ECS",
          e.where(name),
          String.valueOf(e.getMessage()),
          "see the members of RegisterTaskDefinition in the Amazon ECS API reference");
    }
  }

  /** More than ECS takes by far, and not without end. */
  private String text() {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it has more than " + LARGEST + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Failure(
          "the task definition cannot be read",
          file.toString(),
          "it is not text in UTF-8",
          "save it as UTF-8");
    } catch (IOException e) {
      throw Failure.of(
          "the task definition cannot be read", file.toString(), e, "name a readable file");
    }
  }

  private static String counts(List<Finding> findings) {
    StringBuilder counts = new StringBuilder();
    for (Finding.Kind kind : Finding.Kind.values()) {
      long count = findings.stream().filter(finding -> finding.kind() == kind).count();
      counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ').append(kind);
    }
    return counts.toString();
  }
}
