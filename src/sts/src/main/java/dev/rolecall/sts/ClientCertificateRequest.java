package dev.rolecall.sts;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Asks whoever connects for a certificate, where there is a CA whose certificates count; without
 * one the JDK's list of public CAs would. Nobody need have one, since SDKs and agents have not.
 */
@ApplicationScoped
public class ClientCertificateRequest implements HttpServerOptionsCustomizer {
  static final String AUTHORITIES = "quarkus.tls.sts.trust-store.pem.certs";

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    if (isConfigured()) {
      options.setClientAuth(ClientAuth.REQUEST);
    }
  }

  static boolean isConfigured() {
    return ConfigProvider.getConfig().getOptionalValue(AUTHORITIES, String.class).isPresent();
  }
}
