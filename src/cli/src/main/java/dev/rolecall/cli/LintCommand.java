package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.lint.FileLint;
import dev.rolecall.cli.lint.JsonReport;
import dev.rolecall.cli.lint.LintReport;
import dev.rolecall.cli.lint.LintedFile;
import dev.rolecall.cli.lint.SarifReport;
import dev.rolecall.cli.lint.SourceText;
import dev.rolecall.cli.lint.TextReport;
import dev.rolecall.cli.local.QuotaOption;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Severity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rolecall lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds what is wrong, dangerous or superfluous in policies and in Rolecall's manifests, and says how to mend it.",
      "As text, a finding is 'file:line:column: severity CODE message; fix', and the last line counts them. As json, it is one JSON object a line: file, line, column, subject, pointer, severity, code, message, fix, and replacement where what to write can be told. As sarif, it is one SARIF 2.1.0 log.",
      "Exit code 0 where nothing was found of the severity of --fail-on or worse, 1 where something was, 2 for wrong use and for what cannot be read. docs/lint.md lists the codes."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall lint policy.json",
      "  ./rolecall lint --fail-on security-warning examples/quickstart",
      "  ./rolecall lint --type scp --format sarif guardrails/ > lint.sarif",
      "  ./rolecall lint --ignore RESOURCE_STAR --ignore SERVICE_WILDCARD - < policy.json"
    })
final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Policies as JSON or YAML, manifests, folders of these, or - for standard input.")
  private List<Path> files;

  @Option(
      names = "--type",
      paramLabel = "identity|resource|trust|boundary|session|scp|rcp",
      description =
          "What the policies are that stand in no manifest (default: guessed by what they have).")
  private @Nullable Type type;

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      defaultValue = "text",
      description = "How to print findings (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--fail-on",
      paramLabel = "error|security-warning|warning|suggestion|never",
      defaultValue = "error",
      converter = FailOn.Converter.class,
      description = "From which severity on the exit code is 1 (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Mixin private QuotaOption quotas;

  @Option(
      names = "--ignore",
      paramLabel = "CODE",
      description = "Leave out findings of this code; may be repeated.")
  private List<String> ignored = List.of();

  private enum Format {
    TEXT,
    JSON,
    SARIF
  }

  private enum Type {
    IDENTITY(PolicyType.IDENTITY),
    RESOURCE(PolicyType.RESOURCE),
    TRUST(PolicyType.TRUST),
    BOUNDARY(PolicyType.PERMISSIONS_BOUNDARY),
    SESSION(PolicyType.SESSION),
    SCP(PolicyType.SCP),
    RCP(PolicyType.RCP);

    private final PolicyType of;

    Type(PolicyType of) {
      this.of = of;
    }
  }

  private enum FailOn {
    ERROR,
    SECURITY_WARNING,
    WARNING,
    SUGGESTION,
    NEVER;

    boolean includes(Severity severity) {
      return this != NEVER && severity.atLeast(Severity.valueOf(name()));
    }

    /** Words are joined by hyphens, as in options. */
    private static final class Converter implements ITypeConverter<FailOn> {
      @Override
      public FailOn convert(String value) {
        return Arrays.stream(values())
            .filter(known -> known.name().replace('_', '-').equalsIgnoreCase(value))
            .findFirst()
            .orElseThrow(() ->
                new TypeConversionException(
                    "'"
                        + value
                        + "' is none of error, security-warning, warning, suggestion, never"));
      }
    }
  }

  @Override
  public Integer call() {
    List<LintedFile> linted;
    try {
      linted = lint();
    } catch (Failure failure) {
      // Exit code 1 says that something was found, and here nothing was looked at.
      spec.commandLine().getErr().println(Endings.report(failure));
      return ExitCode.USAGE;
    }
    spec.commandLine().getOut().print(report().of(linted));
    spec.commandLine().getOut().flush();
    return linted.stream()
            .flatMap(file -> file.findings().stream())
            .anyMatch(located -> failOn.includes(located.finding().severity()))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private List<LintedFile> lint() {
    FileLint lint =
        new FileLint(
            quotas.quotas(), Optional.ofNullable(type).map(known -> known.of), Set.copyOf(ignored));
    List<LintedFile> linted =
        SourceText.read(files, System.in).stream()
            .map(lint::check)
            .filter(file -> file.documents() > 0)
            .toList();
    if (linted.isEmpty()) {
      throw new Failure(
          "there is nothing to lint",
          files.stream().map(Path::toString).collect(Collectors.joining(", ")),
          "neither a policy (JSON or YAML with a Statement) nor a manifest of rolecall.dev is there",
          "name others");
    }
    return linted;
  }

  private LintReport report() {
    return switch (format) {
      case TEXT -> new TextReport();
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport(ProgramVersion.number());
    };
  }
}
