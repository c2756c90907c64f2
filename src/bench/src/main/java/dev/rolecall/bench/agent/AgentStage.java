package dev.rolecall.bench.agent;

import dev.rolecall.bench.load.Modules;
import dev.rolecall.bench.load.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A temporary folder with all that an agent is started with, and an sts in front of it. */
final class AgentStage implements AutoCloseable {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long START_LIMIT = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final NodePeople people = new NodePeople();
  private final FakeSts sts;
  private final FakeSts ofHost;

  AgentStage() throws IOException {
    folder = Files.createTempDirectory("rolecall-bench");
    Files.writeString(folder.resolve("agent.token"), "a.b.c");
    Files.writeString(folder.resolve("interfaces.json"), NodePeople.interfaces());
    sts = new FakeSts(people.stream(NodePeople.Network.OWN));
    ofHost = new FakeSts(people.stream(NodePeople.Network.HOST));
  }

  NodePeople people() {
    return people;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * An agent that runs.
   *
   * @param process whose port is the EKS endpoint's
   */
  record Running(ServerProcess process, int ecs, int imds, int health) implements AutoCloseable {
    int eks() {
      return process.port();
    }

    /** Waits until it says that pods can be served. */
    Running await() throws IOException {
      URI ready = URI.create("http://127.0.0.1:" + health + "/readyz");
      long begin = System.nanoTime();
      while (!isReady(ready)) {
        if (System.nanoTime() - begin > START_LIMIT) {
          throw new IOException("the agent is not ready in time");
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return this;
    }

    private static boolean isReady(URI ready) {
      try {
        HttpURLConnection asked = (HttpURLConnection) ready.toURL().openConnection(Proxy.NO_PROXY);
        return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /**
   * The agent with pods that are known by their connections: its own jars, and nothing of this
   * program's but who tells of connections.
   *
   * @param options of the JVM, {@link AgentStarts#train}'s
   */
  Running startForPods(String name, Map<String, String> settings, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(options);
    command.addAll(
        List.of("-cp", jar() + File.pathSeparator + ownCode(), NodeServer.class.getName()));
    return start(name, sts, settings, command);
  }

  /**
   * A jar of what tells of connections alone: this program's own would have the agent look into all
   * jars of this program too, which takes memory.
   */
  private Path ownCode() throws IOException {
    Path jar = folder.resolve("node-server.jar");
    if (Files.notExists(jar)) {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Class<?> type : List.of(NodeServer.class, Servers.class)) {
          String name = type.getName().replace('.', '/') + ".class";
          try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            Objects.requireNonNull(code, name).transferTo(out);
          }
        }
      }
    }
    return jar;
  }

  /**
   * The agent as it is deployed, with pods on the host's network.
   *
   * @param options of the JVM
   */
  Running startAsDeployed(String name, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", jar().toString()));
    return start(name, ofHost, Map.of(), command);
  }

  private static Path jar() {
    Path jar = Modules.folder().resolve("agent/target/rolecall-agent.jar");
    if (Files.notExists(jar)) {
      throw new IllegalStateException(jar + " is not built; start the bench by ./rolecall bench");
    }
    return jar;
  }

  private Running start(
      String name, FakeSts from, Map<String, String> settings, List<String> arguments)
      throws IOException {
    int eks = ServerProcess.freePort();
    int ecs = ServerProcess.freePort();
    int imds = ServerProcess.freePort();
    int health = ServerProcess.freePort();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("MALLOC_ARENA_MAX", "1");
    environment.put("ROLECALL_MODE", "node");
    environment.put("ROLECALL_RUN_DIR", folder.toString());
    environment.put("ROLECALL_STS_URL", from.url());
    environment.put("ROLECALL_AGENT_TOKEN_FILE", folder.resolve("agent.token").toString());
    environment.put("ROLECALL_EKS_LISTEN", "127.0.0.1:" + eks);
    environment.put("ROLECALL_ECS_LISTEN", "127.0.0.1:" + ecs);
    environment.put("ROLECALL_IMDS_LISTEN", "127.0.0.1:" + imds);
    environment.put("ROLECALL_HEALTH_LISTEN", "127.0.0.1:" + health);
    return new Running(
        ServerProcess.start(java(arguments), environment, eks, folder.resolve(name + ".log")),
        ecs,
        imds,
        health);
  }

  /** The bare server, with the agent's flags. */
  ServerProcess startConstant(int bytes) throws IOException {
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        java(
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ConstantServer.class.getName(),
                Integer.toString(port),
                Integer.toString(bytes))),
        Map.of("MALLOC_ARENA_MAX", "1"),
        port,
        folder.resolve("constant.log"));
  }

  private static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("@" + Modules.folder().resolve("agent/jvm.options"));
    command.addAll(arguments);
    return command;
  }

  @Override
  public void close() {
    sts.close();
    ofHost.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
