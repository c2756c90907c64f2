package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** Asks for what an agent with a list of what is forbidden would pass on to the real service. */
public final class UnlistedPaths implements Attack {
  private static final List<String> PATHS =
      List.of(
          "/latest/user-data",
          "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance",
          "/latest/meta-data/iam/security-credentials-extended/",
          "/latest/meta-data/iam/security-credentials-extended/node",
          "/latest/dynamic/instance-identity/signature",
          "/latest/dynamic/instance-identity/pkcs7",
          "/latest/dynamic/instance-identity/rsa2048",
          "/latest/meta-data/public-keys/",
          "/latest/meta-data/tags/instance/",
          "/latest/meta-data/network/interfaces/macs/",
          "/latest/meta-data/",
          "/");

  @Override
  public String name() {
    return "imds-unlisted-paths";
  }

  @Override
  public String does() {
    return "asks for user data, signed identity documents, the node's internal credentials";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    String token = attacker.ask(Http.IMDS4, Http.PORT, Http.putToken(Http.IMDS4)).body();
    List<Answer> answers =
        PATHS.stream()
            .map(path ->
                attacker.ask(Http.IMDS4, Http.PORT, Http.withToken(path, Http.IMDS4, token)))
            .toList();
    return scene.accepted(answers);
  }
}
