package dev.rolecall.availability;

import dev.rolecall.availability.load.Tally;
import dev.rolecall.json.Json;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of JSON a fault. */
record JsonReport(PrintStream out) implements Report {
  @Override
  public void add(Result result) {
    Tally tally = result.tally();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("fault", result.fault().name());
    members.put("requests", tally.requests());
    members.put("held", tally.held());
    members.put("heldFailed", tally.heldFailed());
    members.put("begun", tally.begun());
    members.put("begunFailed", tally.begunFailed());
    members.put("used", tally.used());
    members.put("usedUnanswered", tally.usedAway());
    members.put("wrong", tally.wrong());
    members.put("failingSeconds", seconds(result.failing()));
    members.put("newPodSeconds", seconds(result.newPod()));
    members.put("readySeconds", seconds(result.ready()));
    out.println(Json.write(members));
    out.flush();
  }

  private static BigDecimal seconds(double seconds) {
    return BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_UP);
  }

  @Override
  public void end() {}
}
