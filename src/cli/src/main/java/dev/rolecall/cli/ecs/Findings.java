package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/** What is found while a definition is read, in the order of the file's members. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void lost(Place place, String why, String wayOut) {
    add(Kind.NO_EQUIVALENT, place, why, wayOut);
  }

  void changed(Place place, String why, String wayOut) {
    add(Kind.CHANGED, place, why, wayOut);
  }

  void needed(Place place, String why, String wayOut) {
    add(Kind.NEEDED, place, why, wayOut);
  }

  void noSetting(Place place, String why, String wayOut) {
    add(Kind.NO_SETTING, place, why, wayOut);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  private void add(Kind kind, Place place, String why, String wayOut) {
    all.add(new Finding(kind, place.path(), place.position(), why, wayOut));
  }
}
