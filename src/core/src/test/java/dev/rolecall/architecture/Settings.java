package dev.rolecall.architecture;

import dev.rolecall.fakes.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of a program as its configuration's interfaces have them, in their order. */
final class Settings {
  /**
   * @param name as {@code rolecall.cluster.name}
   * @param standard its default; empty where there is none
   * @param optional whether the program runs without a value
   * @param text what its Javadoc says; empty where it has none
   */
  record Setting(String name, Optional<String> standard, boolean optional, String text) {
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]+)}");
    private static final Pattern LINK = Pattern.compile("<a href=\"docs/([^\"]+)\">(.*?)</a>");

    /** A row of Markdown. */
    String row() {
      String value = standard.map(text -> "`" + text + "`").orElse(optional ? "none" : "required");
      return "| `%s` | %s | %s |".formatted(name, value, markdown());
    }

    private String markdown() {
      String plain = CODE.matcher(text).replaceAll("`$1`");
      String linked =
          LINK.matcher(plain).replaceAll("[$2]($1)").replace("(configuration.md#", "(#");
      boolean isWord = linked.length() > 1 && !Character.isUpperCase(linked.charAt(1));
      String begun =
          isWord ? linked.substring(0, 1).toLowerCase(Locale.ROOT) + linked.substring(1) : linked;
      return begun.replaceFirst("\\.$", "").replace("|", "\\|");
    }
  }

  private static final Pattern NESTED = Pattern.compile("  interface (\\w+) \\{");
  private static final Pattern DEFAULT = Pattern.compile(" *@WithDefault\\(\"([^\"]*)\"\\)");
  private static final Pattern METHOD = Pattern.compile(" +([\\w<>.]+) (\\w+)\\(\\);");

  private final Map<String, String> prefixes = new TreeMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private final List<String> comment = new ArrayList<>();
  private String prefix = "rolecall.";
  private Optional<String> standard = Optional.empty();

  private Settings() {}

  /** Of a source file of such interfaces. */
  static List<Setting> of(String source) {
    Settings reading = new Settings();
    DocumentTree.read(Material.root().resolve(source)).lines().forEach(reading::read);
    return List.copyOf(reading.settings);
  }

  private void read(String line) {
    Matcher nested = NESTED.matcher(line);
    Matcher defaults = DEFAULT.matcher(line);
    Matcher method = METHOD.matcher(line);
    String text = line.strip();
    if (text.startsWith("/**")) {
      comment.clear();
      comment.add(text);
    } else if (text.startsWith("*")) {
      comment.add(text);
    } else if (nested.matches()) {
      prefix = prefixes.getOrDefault(nested.group(1), "unused ");
      comment.clear();
    } else if (defaults.matches()) {
      standard = Optional.of(defaults.group(1));
    } else if (method.matches()) {
      add(method.group(1), method.group(2));
    }
  }

  private void add(String type, String method) {
    String name = prefix + kebab(method);
    if (type.equals(method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1))) {
      prefixes.put(type, name + ".");
    } else {
      settings.add(new Setting(name, standard, type.startsWith("Optional"), text()));
    }
    standard = Optional.empty();
    comment.clear();
  }

  private String text() {
    return comment.stream()
        .map(line -> line.replaceFirst("^/?\\*+/?", "").replaceFirst("\\*/$", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
