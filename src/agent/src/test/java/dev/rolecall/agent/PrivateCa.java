package dev.rolecall.agent;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate authority of the test's own and a server certificate from it, by the JDK's keytool.
 */
final class PrivateCa {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final String certificate;

  PrivateCa(Path folder, String subjectAlternativeName) throws Exception {
    store = folder.resolve("ca-" + subjectAlternativeName.hashCode() + ".p12");
    keytool("-genkeypair -alias ca -keyalg EC -dname CN=ca -ext bc:c");
    keytool(
        "-genkeypair -alias sts -keyalg EC -dname CN=sts -signer ca -ext san="
            + subjectAlternativeName);
    certificate = keytool("-exportcert -rfc -alias ca");
  }

  /** The authority's, as PEM text. */
  String certificate() {
    return certificate;
  }

  HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(
            new PfxOptions().setPath(store.toString()).setPassword(PASSWORD).setAlias("sts"));
  }

  private String keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    process.getInputStream().transferTo(output);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
