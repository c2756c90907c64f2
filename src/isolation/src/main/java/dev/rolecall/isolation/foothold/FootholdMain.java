package dev.rolecall.isolation.foothold;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The process in a namespace: an order a line on standard input, {@code ok BYTES} or {@code no
 * REASON} a line on standard output, both in base64. It ends with its input.
 */
public final class FootholdMain {
  private FootholdMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    Deeds deeds = new Deeds();
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      answers.println(answer(deeds, line));
    }
    // Background work must not keep it.
    Runtime.getRuntime().halt(0);
  }

  private static String answer(Deeds deeds, String line) {
    try {
      return "ok " + Base64.getEncoder().encodeToString(deeds.perform(Order.read(line)));
    } catch (IOException | RuntimeException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return "no "
          + Base64.getEncoder().encodeToString(reason.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
