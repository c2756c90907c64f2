package dev.rolecall.cli.workload;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The workload's program: reads what to do from standard input, a JSON object a line, and reports
 * each on standard output: {@code {"allowed", "why", "millis"}}. Who it is it learns from the
 * standard AWS variables alone, as any program with an AWS SDK does.
 */
public final class Workload {
  private static final int LONGEST_REASON = 400;

  private Workload() {}

  /**
   * @param arguments the store's address
   */
  public static void main(String[] arguments) throws IOException, JsonException {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream reports = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Deeds deeds = new Deeds(URI.create(arguments[0]))) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        if (Json.parse(line) instanceof JsonObject order) {
          reports.println(Json.write(report(deeds, new Order(order))));
        }
      }
    }
  }

  private static Map<String, Object> report(Deeds deeds, Order order) {
    long begun = System.nanoTime();
    Deeds.Result result;
    try {
      result = deeds.perform(order);
    } catch (AwsServiceException e) {
      result =
          new Deeds.Result(
              false, e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage());
    } catch (SdkException | IOException e) {
      result = new Deeds.Result(false, shortened(reason(e)));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("allowed", result.allowed());
    report.put("why", result.why());
    report.put("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    return report;
  }

  /** The message, and that of the first cause: the SDK keeps the true reason there. */
  private static String reason(Exception thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(thrown.getMessage());
    return root == thrown ? message : message + " " + root.getMessage();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
  }
}
