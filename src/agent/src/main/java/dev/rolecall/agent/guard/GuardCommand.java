package dev.rolecall.agent.guard;

import dev.rolecall.agent.config.Reading;
import dev.rolecall.agent.guard.boot.BootUnit;
import dev.rolecall.agent.guard.host.ImdsRouting;
import dev.rolecall.agent.guard.host.Links;
import dev.rolecall.agent.guard.host.Nft;
import dev.rolecall.agent.guard.host.ServiceLink;
import dev.rolecall.agent.guard.report.GuardReport;
import dev.rolecall.agent.guard.report.InterfacesFile;
import dev.rolecall.agent.guard.report.RunDirectory;
import dev.rolecall.agent.guard.rules.Enforcement;
import dev.rolecall.agent.guard.rules.PinSets;
import dev.rolecall.agent.guard.rules.Ruleset;
import dev.rolecall.agent.guard.rules.Stop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code rolecall-agent guard ...}. */
public final class GuardCommand {
  private static final String USAGE =
      """
      Usage: java -jar rolecall-agent.jar guard COMMAND [--observe] [--host-root DIR]

      Keeps pods off the node's IMDS, sends them to the agent, and tells the agent by which
      interface each pod calls. Needs NET_ADMIN, user 0, and the programs nft and ip.

      run        sets the rules and keeps them as they should be; they stay when it ends
      once       does so once
      rules      prints the rules, and changes nothing
      install    makes the node set rules before its kubelet starts: a systemd unit and its file
                 below --host-root (default /)
      uninstall  removes the rules, the link rolecall0, the files in ROLECALL_RUN_DIR and, with
                 --host-root, the unit

      --observe  count and log what would be stopped, and stop nothing

      Environment:
      %s
      Example:
        java -jar rolecall-agent.jar guard run --observe
      """;

  private final Map<String, String> environment;

  public GuardCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The exit status: 0, 1 where it failed, 2 for wrong use. */
  public int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      System.out.printf(USAGE, GuardSettings.VARIABLES.indent(2));
      return 0;
    }
    return switch (GuardArguments.parse(arguments)) {
      case GuardArguments.Wrong(String problem) -> fail(2, problem);
      case GuardArguments.Good good ->
          switch (GuardSettings.read(environment)) {
            case Reading.Faulty<GuardSettings> faulty -> {
              faulty.problems().forEach(problem -> fail(1, problem));
              yield 1;
            }
            case Reading.Complete<GuardSettings> complete -> perform(good, complete.config());
          };
    };
  }

  private static int perform(GuardArguments.Good asked, GuardSettings settings) {
    try {
      switch (asked.verb()) {
        case RUN -> new GuardLoop(reconciler(asked, settings), settings.cniResults()).run();
        case ONCE -> reconciler(asked, settings).look();
        case RULES ->
            System.out.print(
                settings.ruleset(asked.enforcement()).script(PinSets.of(List.of()), Map.of()));
        case INSTALL -> boot(asked, settings).install().forEach(System.out::println);
        case UNINSTALL -> uninstall(asked, settings).forEach(System.out::println);
      }
      return 0;
    } catch (IOException e) {
      return fail(1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int fail(int status, String problem) {
    System.err.println("rolecall-agent guard: " + problem);
    return status;
  }

  private static Reconciler reconciler(GuardArguments.Good asked, GuardSettings settings)
      throws IOException {
    RunDirectory directory = new RunDirectory(settings.runDirectory());
    directory.create();
    boolean observing = asked.enforcement() == Enforcement.OBSERVE;
    return new Reconciler(
        settings,
        asked.enforcement(),
        new InterfacesFile(directory),
        new GuardReport(
            directory,
            Clock.systemUTC(),
            new FileOutputStream(FileDescriptor.out),
            settings.region(),
            observing));
  }

  private static BootUnit boot(GuardArguments.Good asked, GuardSettings settings) {
    return new BootUnit(asked.hostRoot().orElse(Path.of("/")), settings.bootRuleset());
  }

  /** Sentences about what was removed. */
  private static List<String> uninstall(GuardArguments.Good asked, GuardSettings settings)
      throws IOException {
    List<String> removed = new ArrayList<>();
    if (asked.hostRoot().isPresent()) {
      removed.addAll(boot(asked, settings).uninstall());
    }
    Nft nft = new Nft();
    for (Stop.Table table : Stop.Table.values()) {
      if (nft.list(table).isPresent()) {
        removed.add("Removed the table " + table.family() + " " + Ruleset.TABLE + ".");
      }
    }
    nft.apply(Ruleset.REMOVAL);
    if (ImdsRouting.remove()) {
      removed.add("Removed the rules of routing to IMDS.");
    }
    if (ServiceLink.remove(Links.read())) {
      removed.add("Removed the link " + ServiceLink.NAME + ".");
    }
    new RunDirectory(settings.runDirectory())
        .removeFiles()
        .forEach(file -> removed.add("Removed " + file + "."));
    return removed.isEmpty() ? List.of("There was nothing of the guard.") : removed;
  }
}
