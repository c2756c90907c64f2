package dev.rolecall.sts.node;

import dev.rolecall.sts.http.AnswerSink;
import java.util.ArrayList;
import java.util.List;

/** A reader that takes what it is sent when a test says so. Safe for several threads. */
final class FakeSink implements AnswerSink {
  private final List<String> parts = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile String end = "";

  @Override
  public synchronized void send(String part, Runnable taken) {
    parts.add(part);
    waiting.add(taken);
  }

  @Override
  public void end() {
    end = "ended";
  }

  @Override
  public void cut() {
    end = "cut";
  }

  /** Reads all that was sent. */
  void read() {
    List<Runnable> now;
    synchronized (this) {
      now = List.copyOf(waiting);
      waiting.clear();
    }
    now.forEach(Runnable::run);
  }

  /** Lines that were sent since the last call. */
  synchronized List<String> lines() {
    List<String> lines = String.join("", parts).lines().toList();
    parts.clear();
    return lines;
  }

  /** How it ended; empty where it has not. */
  String howEnded() {
    return end;
  }
}
