package dev.rolecall.e2e.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param line of its first fence, from 1
 * @param language the first word behind the fence; empty where there is none
 * @param options what follows it, as {@code exits 1}
 * @param lines without the fences, and without their indentation
 */
record Fence(Path page, int line, String language, String options, List<String> lines) {
  private static final Pattern OPENING = Pattern.compile("( *)```([\\w-]*) *(.*)");

  static List<Fence> of(Path page, String text) {
    List<Fence> fences = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher opening = OPENING.matcher(lines.get(i));
      if (opening.matches()) {
        List<String> inside =
            lines.stream()
                .skip(i + 1L)
                .takeWhile(line -> !line.strip().equals("```"))
                .map(line -> line.replaceFirst("^" + opening.group(1), ""))
                .toList();
        fences.add(new Fence(page, i + 1, opening.group(2), opening.group(3).strip(), inside));
        i += inside.size() + 1;
      }
    }
    return fences;
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
