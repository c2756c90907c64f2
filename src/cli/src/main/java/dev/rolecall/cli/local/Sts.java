package dev.rolecall.cli.local;

import dev.rolecall.cli.state.StateFolder;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.json.Json;
import dev.rolecall.policy.PolicyQuotas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How sts is started on loopback.
 *
 * @param manifests the user's folder
 * @param authorizeServices who may ask for decisions
 * @param quotas how long policies may be
 */
public record Sts(
    Path manifests,
    StateFolder state,
    int port,
    List<ServiceAccountRef> authorizeServices,
    PolicyQuotas quotas) {
  /** The cluster's name on this machine; it is in the names of sessions. */
  static final String CLUSTER = "rolecall";

  public Sts {
    authorizeServices = List.copyOf(authorizeServices);
  }

  public ChildProgram start(Installation installation) {
    return ChildProgram.start(
        "sts", installation.sts(properties()), port, Map.of(), state.file("sts.log"));
  }

  private List<String> properties() {
    List<String> properties =
        new ArrayList<>(
            List.of(
                "rolecall.embedded.manifests=" + listed(manifests) + "," + listed(state.system()),
                "rolecall.embedded.state=" + state.path(),
                "rolecall.cluster.name=" + CLUSTER,
                "rolecall.web-identity.unbound-tokens=true",
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.port=" + port,
                "quarkus.management.host=127.0.0.1",
                "quarkus.management.port=0"));
    quotas
        .byName()
        .forEach((name, quota) -> properties.add("rolecall.quotas." + name + "=" + quota));
    if (!authorizeServices.isEmpty()) {
      properties.add("rolecall.authorize.file=" + state.write("authorize.json", authorizeFile()));
    }
    return properties;
  }

  /** Each of them may ask about everything. */
  private String authorizeFile() {
    Map<String, List<String>> everything =
        Map.of("actions", List.of("*"), "resources", List.of("*"), "accounts", List.of("*"));
    List<Map<String, Object>> services = new ArrayList<>();
    for (ServiceAccountRef account : authorizeServices) {
      services.add(
          Map.of(
              "name",
              "service-" + services.size(),
              "serviceAccounts",
              List.of(account.toString()),
              "may",
              List.of(everything)));
    }
    return Json.write(Map.of("services", services));
  }

  /** As an element of a list: there a comma ends the element unless a backslash is before it. */
  private static String listed(Path folder) {
    return folder.toAbsolutePath().toString().replace("\\", "\\\\").replace(",", "\\,");
  }
}
