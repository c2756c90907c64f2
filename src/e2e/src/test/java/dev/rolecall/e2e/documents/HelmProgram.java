package dev.rolecall.e2e.documents;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code helm} of the documents: Helm's own code, with the options that they use. */
final class HelmProgram {
  private final Deque<String> words = new ArrayDeque<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private Optional<Path> valuesFile = Optional.empty();
  private String namespace = "default";
  private boolean createNamespace;
  private boolean reuseValues;
  private boolean install;
  private boolean skipCrds;

  private HelmProgram(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      read(left.pop(), left);
    }
  }

  public static void main(String[] arguments) {
    System.out.print(new HelmProgram(List.of(arguments)).run());
  }

  private void read(String word, Deque<String> left) {
    switch (word) {
      case "-n", "--namespace" -> namespace = left.pop();
      case "-f", "--values" -> valuesFile = Optional.of(Path.of(left.pop()));
      case "--set" -> set(left.pop());
      case "--create-namespace" -> createNamespace = true;
      case "--reuse-values" -> reuseValues = true;
      case "--install" -> install = true;
      case "--skip-crds" -> skipCrds = true;
      default -> {
        if (word.startsWith("-")) {
          throw new IllegalArgumentException("an option that is not known here: " + word);
        }
        words.add(word);
      }
    }
  }

  private void set(String pairs) {
    for (String pair : pairs.split(",")) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private String run() {
    String command = words.pop();
    return switch (command) {
      case "install" -> install();
      case "upgrade" -> upgrade();
      case "uninstall" ->
          Helm.uninstall(words.pop()).withNamespace(namespace).withKubeConfig(kubeConfig()).call();
      case "template" -> template();
      case "history" ->
          Helm.history(words.pop()).withNamespace(namespace).withKubeConfig(kubeConfig()).call()
              + "\n";
      default -> throw new IllegalArgumentException("a command that is not known here: " + command);
    };
  }

  private String install() {
    String name = words.pop();
    InstallCommand command =
        chart().install().withName(name).withNamespace(namespace).withKubeConfig(kubeConfig());
    values.forEach(command::set);
    valuesFile.ifPresent(command::withValuesFile);
    if (createNamespace) {
      command.createNamespace();
    }
    if (skipCrds) {
      command.skipCrds();
    }
    return command.call().getOutput() + "\n";
  }

  private String upgrade() {
    String name = words.pop();
    UpgradeCommand command =
        chart().upgrade().withName(name).withNamespace(namespace).withKubeConfig(kubeConfig());
    values.forEach(command::set);
    valuesFile.ifPresent(command::withValuesFile);
    if (reuseValues) {
      command.reuseValues();
    }
    if (install) {
      command.install();
    }
    if (createNamespace) {
      command.createNamespace();
    }
    return command.call().getOutput() + "\n";
  }

  private String template() {
    String name = words.pop();
    var command = chart().template().withName(name).withNamespace(namespace);
    values.forEach(command::set);
    valuesFile.ifPresent(command::withValuesFile);
    if (skipCrds) {
      command.skipCrds();
    }
    return command.call();
  }

  private Helm chart() {
    return new Helm(Path.of(words.pop()).toAbsolutePath());
  }

  private static Path kubeConfig() {
    return Path.of(System.getenv("KUBECONFIG"));
  }
}
