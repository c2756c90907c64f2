package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.program.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A program that the kubelet keeps running, and what it is probed by. */
public final class Container {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final String name;
  private final Supplier<Program> starter;
  private final Optional<Probes> probes;
  private volatile Optional<Program> program = Optional.empty();
  private volatile boolean ready;
  private volatile boolean wanted;

  /**
   * What a kubelet asks.
   *
   * @param ready whether it is sent requests
   * @param live whether it may go on
   */
  record Probes(URI ready, URI live) {}

  /**
   * @param probes none where its readiness is of no importance
   */
  Container(String name, Supplier<Program> starter, Optional<Probes> probes) {
    this.name = name;
    this.starter = starter;
    this.probes = probes;
  }

  public String name() {
    return name;
  }

  /** Whether it was ready when it was looked at last. */
  public boolean isReady() {
    return ready;
  }

  boolean isWanted() {
    return wanted;
  }

  boolean isAlive() {
    return program.map(Program::isAlive).orElse(false);
  }

  boolean isSaidReady() {
    return isAlive() && probes.map(of -> answers(of.ready())).orElse(true);
  }

  boolean isSaidLive() {
    return probes.map(of -> answers(of.live())).orElse(true);
  }

  void ready(boolean now) {
    ready = now;
  }

  /** Starts it; from now on the kubelet keeps it running. */
  synchronized void start() {
    wanted = true;
    program = Optional.of(starter.get());
  }

  /** Starts it again where it has ended. */
  synchronized void restart() {
    if (wanted && !isAlive()) {
      start();
    }
  }

  /** Ends it without asking; the kubelet starts it again. */
  public void kill() {
    ready = false;
    program.ifPresent(Program::kill);
  }

  /** Ends it as an upgrade does, for good. */
  void stop() {
    wanted = false;
    ready = false;
    program.ifPresent(Program::stop);
  }

  private static boolean answers(URI uri) {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(uri).timeout(PROBE).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
