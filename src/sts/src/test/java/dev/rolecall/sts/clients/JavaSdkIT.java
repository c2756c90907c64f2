package dev.rolecall.sts.clients;

import dev.rolecall.sts.embedded.EmbeddedSts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class JavaSdkIT extends ClientConformance {
  @Override
  void requireClient() {
    // It is a dependency of the tests.
  }

  @Override
  Client client(EmbeddedSts sts, Path folder, Map<String, String> environment) throws Exception {
    Map<String, String> more = new HashMap<>(environment);
    more.put("AWS_ENDPOINT_URL_STS", sts.uri().toString());
    return new DriverClient(
        folder,
        more,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            JavaDriver.class.getName()));
  }

  @Override
  String modelled(String shape) {
    return shape.replace("IDP", "Idp");
  }

  @Override
  String other() {
    return "StsException";
  }
}
