package dev.rolecall.e2e.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a page.
 *
 * @param line of its first line, from 1
 * @param command as it is typed; several lines where it has a {@code \} at the end of one
 * @param status that it must end with: 0 unless the fence says {@code exits N}
 * @param expected what the page shows as its output; empty where it shows none
 */
record Step(Path page, int line, String command, int status, Optional<Expected> expected) {
  private static final String PROMPT = "$ ";
  private static final Pattern EXITS = Pattern.compile("exits (\\d+)");

  /** The commands of a page in their order. */
  static List<Step> of(Path page, String text) {
    List<Step> steps = new ArrayList<>();
    List<Fence> fences = Fence.of(page, text);
    for (int i = 0; i < fences.size(); i++) {
      Fence fence = fences.get(i);
      switch (fence.language()) {
        case "sh" -> steps.addAll(ofScript(fence));
        case "console" -> {
          Optional<Fence> next = fences.stream().skip(i + 1L).findFirst();
          steps.addAll(ofSession(fence, next.filter(json -> follows(json, fence))));
        }
        default -> {}
      }
    }
    return steps;
  }

  /** JSON below a command is its output, with line breaks for people. */
  private static boolean follows(Fence json, Fence command) {
    int end = command.line() + command.lines().size() + 1;
    return json.language().equals("json") && json.line() == end + 2;
  }

  private static List<Step> ofScript(Fence fence) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < fence.lines().size(); i++) {
      String line = fence.lines().get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        String command = command(fence.lines(), i, line);
        steps.add(step(fence, i, command, Optional.empty()));
        i += (int) command.lines().count() - 1;
      }
    }
    return steps;
  }

  private static List<Step> ofSession(Fence fence, Optional<Fence> json) {
    List<Step> steps = new ArrayList<>();
    List<String> lines = fence.lines();
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i);
      if (!line.startsWith(PROMPT)) {
        throw new IllegalArgumentException(fence + ": output before a command: " + line);
      }
      String command = command(lines, i, line.substring(PROMPT.length()));
      List<String> output =
          lines.stream()
              .skip(i + command.lines().count())
              .takeWhile(shown -> !shown.startsWith(PROMPT))
              .toList();
      steps.add(step(fence, i, command, expected(output, json)));
      i += (int) command.lines().count() + output.size();
    }
    return steps;
  }

  private static Optional<Expected> expected(List<String> output, Optional<Fence> json) {
    if (output.isEmpty()) {
      return json.map(fence -> new Expected.Json(String.join("\n", fence.lines())));
    }
    return Optional.of(new Expected.Text(String.join("\n", output)));
  }

  private static Step step(Fence fence, int index, String command, Optional<Expected> expected) {
    Matcher exits = EXITS.matcher(fence.options());
    int status = exits.matches() ? Integer.parseInt(exits.group(1)) : 0;
    return new Step(fence.page(), fence.line() + 1 + index, command, status, expected);
  }

  /** The line, and those that go on with it. */
  private static String command(List<String> lines, int first, String begun) {
    StringBuilder command = new StringBuilder(begun);
    int next = first + 1;
    while (command.toString().endsWith("\\") && next < lines.size()) {
      command.append('\n').append(lines.get(next));
      next++;
    }
    return command.toString();
  }

  @Override
  public String toString() {
    return page + ":" + line + ": " + command;
  }
}
