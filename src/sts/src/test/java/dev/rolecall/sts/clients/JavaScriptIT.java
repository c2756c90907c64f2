package dev.rolecall.sts.clients;

import dev.rolecall.sts.embedded.EmbeddedSts;
import dev.rolecall.testkit.ClientPrograms;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class JavaScriptIT extends ClientConformance {
  @Override
  void requireClient() {
    ClientPrograms.nodePackages();
  }

  @Override
  Client client(EmbeddedSts sts, Path folder, Map<String, String> environment) throws Exception {
    Map<String, String> more = new HashMap<>(environment);
    more.put("AWS_ENDPOINT_URL_STS", sts.uri().toString());
    return new DriverClient(
        folder,
        more,
        List.of(
            "node",
            ClientPrograms.script("src/sts", "javascript_client.mjs").toString(),
            ClientPrograms.nodePackages().toString()));
  }

  @Override
  String modelled(String shape) {
    return shape;
  }

  @Override
  String other() {
    return "STSServiceException";
  }
}
