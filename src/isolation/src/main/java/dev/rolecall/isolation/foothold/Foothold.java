package dev.rolecall.isolation.foothold;

import dev.rolecall.isolation.rig.RigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A process in a namespace, which does what it is told, one thing after the other. */
public final class Foothold implements AutoCloseable {
  /** Of a client that gives up as SDKs do. */
  public static final int MILLIS = 1000;

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;
  private int conversations;

  Foothold(Process process) {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Opens a connection, sends, and waits for the answer. */
  public Answer ask(String host, int port, String request) {
    return ask("-", host, port, request);
  }

  /** The same from an address of its own. */
  public Answer askFrom(String source, String host, int port, String request) {
    return ask(source, host, port, request);
  }

  /** The same from an address that is not its own. */
  public Answer askAs(String foreign, String host, int port, String request) {
    return ask("!" + foreign, host, port, request);
  }

  private Answer ask(String source, String host, int port, String request) {
    Conversation conversation = new Conversation("c" + conversations++);
    Answer opened = conversation.open(source, host, port);
    if (opened instanceof Answer.Nothing) {
      return opened;
    }
    Answer answer = conversation.ask(request);
    conversation.close();
    return answer;
  }

  /** Opens a connection and keeps it. */
  public Conversation keepOpen(String host, int port) {
    Conversation conversation = new Conversation("k" + conversations++);
    conversation.open("-", host, port);
    return conversation;
  }

  /** A connection that stays. */
  public final class Conversation {
    private final String name;

    private Conversation(String name) {
      this.name = name;
    }

    private Answer open(String source, String host, int port) {
      return order("connect %s %s %s %d %d".formatted(name, source, host, port, MILLIS));
    }

    /** Sends and waits for an answer. */
    public Answer ask(String request) {
      Answer sent = send(request);
      return sent instanceof Answer.Nothing ? sent : receive(0);
    }

    public Answer send(String text) {
      return order("send %s %s".formatted(name, encoded(text)));
    }

    /** Waits for an answer, and after it {@code quiet} milliseconds for more. */
    public Answer receive(int quiet) {
      return order("receive %s %d %d".formatted(name, MILLIS, quiet));
    }

    public void close() {
      order("close " + name);
    }
  }

  /** Sends a datagram and waits for one. */
  public Answer datagram(String host, int port, String text, int millis) {
    return order("datagram %s %d %d %s".formatted(host, port, millis, encoded(text)));
  }

  /** Sends an ICMP echo. */
  public Answer ping(String host, int millis) {
    return order("ping %s %d".formatted(host, millis));
  }

  /** Reads all that it may below a folder; of {@code /proc} what processes were given. */
  public Answer rummage(Path folder) {
    return order("rummage " + folder);
  }

  /** Begins to ask one thing again and again, until {@link #harvest}. */
  public void hammer(String name, String host, int port, int threads, String request) {
    begin("hammer %s %s %d %d %s".formatted(name, host, port, threads, encoded(request)));
  }

  /** Begins requests that never end, until {@link #harvest}. */
  public void drip(String name, String host, int port, int connections, String beginning) {
    begin("drip %s %s %d %d %s".formatted(name, host, port, connections, encoded(beginning)));
  }

  /** Begins to listen on a port of every address, until {@link #harvest}. */
  public void trap(String name, int port) {
    begin("trap %s %d".formatted(name, port));
  }

  private void begin(String order) {
    if (order(order) instanceof Answer.Nothing nothing) {
      throw new RigException(order.substring(0, order.indexOf(' ')) + ": " + nothing.reason());
    }
  }

  /** Ends background work and gives all that came back. */
  public Answer harvest(String name) {
    return order("harvest " + name);
  }

  private synchronized Answer order(String line) {
    orders.println(line);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new RigException("a foothold has gone");
      }
      byte[] bytes = Base64.getDecoder().decode(answer.substring(3));
      return answer.startsWith("ok ")
          ? Answer.Bytes.of(bytes)
          : new Answer.Nothing(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new RigException("a foothold has gone: " + e.getMessage());
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
