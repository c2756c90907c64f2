package dev.rolecall.agent;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.fakes.FakeIssuer;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** {@link NodeSts} as a process, which can be in another network namespace. */
final class NodeStsProcess {
  private NodeStsProcess() {}

  /** Prints its port. Argument: the file of the issuer's key. */
  public static void main(String[] arguments) throws Exception {
    JWK key = JWK.parse(Files.readString(Path.of(arguments[0])));
    NodeSts sts =
        new NodeSts(Vertx.vertx(), new FakeIssuer(NodeSts.ISSUER, Clock.systemUTC()).rotate(key));
    sts.tell(NodeSts.pod("a", "10.77.0.1", "fd77::1"));
    sts.tell(NodeSts.pod("b", "10.77.0.2", "fd77::2"));
    Map<String, Object> onHost = NodeSts.pod("h");
    onHost.put("hostNetwork", true);
    sts.tell(onHost);
    System.out.println(sts.port());
  }
}
