package dev.rolecall.agent;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.fakes.FakeIssuer;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** {@link NodeSts} as a process, which can be in another network namespace. */
public final class NodeStsProcess {
  /** Of pod a. */
  public static final String CREDENTIALS_ID = "0123456789abcdef".repeat(4);

  private NodeStsProcess() {}

  /**
   * Answers each line of standard input, {@code grant KEY SECONDS} or anything else, by its port,
   * until that ends. Argument: the file of the issuer's key.
   */
  public static void main(String[] arguments) throws Exception {
    JWK key = JWK.parse(Files.readString(Path.of(arguments[0])));
    NodeSts sts =
        new NodeSts(Vertx.vertx(), new FakeIssuer(NodeSts.ISSUER, Clock.systemUTC()).rotate(key));
    Map<String, Object> a = NodeSts.pod("a", "10.77.0.1", "fd77::1");
    a.put("credentialsId", CREDENTIALS_ID);
    sts.tell(a);
    sts.tell(NodeSts.pod("b", "10.77.0.2", "fd77::2"));
    Map<String, Object> onHost = NodeSts.pod("h");
    onHost.put("hostNetwork", true);
    sts.tell(onHost);
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      if (line.startsWith("grant ")) {
        String[] words = line.split(" ", -1);
        sts.grant(words[1], Instant.now().plusSeconds(Long.parseLong(words[2])));
      }
      System.out.println(sts.port());
    }
    System.exit(0);
  }
}
