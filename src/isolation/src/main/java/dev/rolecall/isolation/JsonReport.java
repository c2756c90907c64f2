package dev.rolecall.isolation;

import dev.rolecall.json.Json;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of JSON an attack. */
record JsonReport(PrintStream out) implements Report {
  private static final int DECIMALS = 3;

  @Override
  public void add(Result result) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("attack", result.attack().name());
    members.put("topology", result.topology().word());
    members.put("guard", result.isGuarded());
    members.put("outcome", result.outcome().word());
    members.put(
        "seconds", BigDecimal.valueOf(result.seconds()).setScale(DECIMALS, RoundingMode.HALF_UP));
    out.println(Json.write(members));
    out.flush();
  }

  @Override
  public void end() {}
}
