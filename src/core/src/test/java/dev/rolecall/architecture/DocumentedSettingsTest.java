package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents name the settings that there are, with their defaults. */
class DocumentedSettingsTest {
  private static final Pattern NESTED = Pattern.compile("  interface (\\w+) \\{");
  private static final Pattern DEFAULT = Pattern.compile(" *@WithDefault\\(\"([^\"]*)\"\\)");
  private static final Pattern METHOD = Pattern.compile(" +([\\w<>.]+) (\\w+)\\(\\);");
  private static final Pattern NAMED = Pattern.compile("`([a-z0-9.-]+)`");

  private static final Pattern VALUE = Pattern.compile("`[^`]+`|[0-9]+");

  /** Where the page leaves the default to words. */
  private static final String NONE = "";

  @Test
  void areThoseOfSts() {
    Map<String, String> documented = new TreeMap<>(documented("configuration.md", "## sts"));
    documented.putAll(documented("configuration.md", "### Limits"));
    documented.putAll(documented("audit.md", "## Where they go"));

    assertThat(documented)
        .hasSizeGreaterThan(20)
        .isEqualTo(settings("src/sts/src/main/java/dev/rolecall/sts/StsConfig.java"));
  }

  @Test
  void areThoseOfTheOperator() {
    assertThat(documented("configuration.md", "## operator"))
        .hasSizeGreaterThan(10)
        .isEqualTo(settings("operator/src/main/java/dev/rolecall/operator/OperatorConfig.java"));
  }

  /** The names of settings with their defaults; those of quotas have a page and a test. */
  private static Map<String, String> settings(String source) {
    Map<String, String> prefixes = new TreeMap<>();
    Map<String, String> settings = new TreeMap<>();
    String prefix = "rolecall.";
    String standard = NONE;
    for (String line : lines(source)) {
      Matcher nested = NESTED.matcher(line);
      Matcher defaults = DEFAULT.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (nested.matches()) {
        prefix = prefixes.getOrDefault(nested.group(1), "unused ");
      } else if (defaults.matches()) {
        standard = defaults.group(1);
      } else if (method.matches()) {
        String name = prefix + kebab(method.group(2));
        if (isNested(method)) {
          prefixes.put(method.group(1), name + ".");
        } else if (!name.startsWith("rolecall.quotas.")) {
          settings.put(name, standard);
        }
        standard = NONE;
      }
    }
    return settings;
  }

  private static boolean isNested(Matcher method) {
    String name = method.group(2);
    return method
        .group(1)
        .equals(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What the tables below a heading say, up to the next heading. */
  private static Map<String, String> documented(String page, String heading) {
    Map<String, String> documented = new TreeMap<>();
    lines("docs/" + page).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `rolecall."))
        .forEach(line -> read(line, documented));
    return documented;
  }

  private static void read(String row, Map<String, String> into) {
    String[] cells = row.split(" \\| ", 3);
    List<String> names = new ArrayList<>();
    for (String name : found(cells[0])) {
      String before = names.isEmpty() ? "" : names.getLast();
      names.add(
          name.startsWith("rolecall.")
              ? name
              : before.substring(0, before.lastIndexOf('.') + 1) + name);
    }
    String[] defaults = cells[1].split(", ", -1);
    for (int i = 0; i < names.size(); i++) {
      boolean isValue = defaults.length == names.size() && VALUE.matcher(defaults[i]).matches();
      into.put(names.get(i), isValue ? defaults[i].replace("`", "") : NONE);
    }
  }

  private static List<String> found(String cell) {
    return NAMED.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  private static List<String> lines(String file) {
    return DocumentTree.read(Material.root().resolve(file)).lines().toList();
  }
}
