package dev.rolecall.cli.pod;

import dev.rolecall.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A walk as programs read it; texts are as harmless as those for people. */
final class WalkJson {
  private WalkJson() {}

  static String of(Walk walk) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pod", WalkText.plain(walk.pod()));
    members.put("wrong", !walk.isFine());
    members.put("seenAll", walk.isWholeSeen());
    walk.first().ifPresent(wrong -> members.put("first", finding(wrong)));
    members.put("steps", walk.steps().stream().map(WalkJson::step).toList());
    return Json.write(members) + "\n";
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("step", step.name());
    members.put("findings", step.findings().stream().map(WalkJson::finding).toList());
    List<String> details = step.details().stream().map(WalkText::plain).toList();
    if (!details.isEmpty()) {
      members.put("details", details);
    }
    return members;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("state", WalkText.word(finding).toLowerCase(Locale.ROOT));
    members.put("text", WalkText.plain(finding.text()));
    if (finding instanceof Finding.Wrong(var text, var remedy)) {
      members.put("remedy", WalkText.plain(remedy));
    }
    return members;
  }
}
