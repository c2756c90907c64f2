package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the metadata service as SDKs do, with and without a token, from a pod whose account does not
 * even open that way.
 *
 * @param host the metadata service's address
 */
public record DirectImds(String name, String host) implements Attack {
  @Override
  public String does() {
    return "asks " + host + " for the node's credentials, by IMDSv2 and by IMDSv1";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold quiet = scene.at(Cast.QUIET);
    List<Answer> answers = new ArrayList<>(Http.imds(quiet::ask, host));
    answers.add(quiet.ask(host, Http.PORT, Http.request("GET", Http.ROLES, host)));
    answers.add(quiet.ask(host, Http.PORT, Http.request("GET", Http.ROLES + "node", host)));
    return scene.any(answers);
  }
}
