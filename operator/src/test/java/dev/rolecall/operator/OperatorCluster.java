package dev.rolecall.operator;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real API server with the chart's webhooks, and the operator that serves them: one for all tests
 * that only add objects of their own.
 */
record OperatorCluster(ApiServer api, OperatorObjects objects, RunningOperator operator)
    implements AutoCloseable {
  KubernetesClient client() {
    return api.client();
  }

  private static OperatorCluster start() {
    try {
      ApiServer api = ApiServer.start();
      OperatorObjects objects = new OperatorObjects(api.client());
      api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
      objects.namespace("rolecall-system");
      int port = RunningOperator.freePort();
      String webhooks = OperatorObjects.webhooks(port);
      api.client()
          .load(new ByteArrayInputStream(webhooks.getBytes(StandardCharsets.UTF_8)))
          .create();
      RunningOperator operator =
          RunningOperator.start(
              api,
              port,
              "-Drolecall.cluster.issuer=" + ApiServer.ISSUER,
              "-Drolecall.identity-tokens.issuer=https://sts.example.com",
              "-Drolecall.webhook.agent-image=registry.test/rolecall:1",
              "-Drolecall.webhook.agent-command=java,-jar,/opt/rolecall/agent.jar");
      operator.awaitServing();
      api.client()
          .admissionRegistration()
          .v1()
          .validatingWebhookConfigurations()
          .withName("rolecall")
          .waitUntilCondition(
              configuration ->
                  configuration != null
                      && configuration.getWebhooks().getFirst().getClientConfig().getCaBundle()
                          != null,
              60,
              TimeUnit.SECONDS);
      return new OperatorCluster(api, objects, operator);
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not run beside an API server", e);
    }
  }

  @Override
  public void close() throws Exception {
    operator.close();
    api.close();
  }

  /** Gives it to whoever has it as a parameter; it ends with the last test. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == OperatorCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      ExtensionContext.Store store = context.getRoot().getStore(Namespace.GLOBAL);
      OperatorCluster running = store.get(OperatorCluster.class, OperatorCluster.class);
      if (running == null) {
        running = OperatorCluster.start();
        store.put(OperatorCluster.class, running);
      }
      return running;
    }
  }
}
