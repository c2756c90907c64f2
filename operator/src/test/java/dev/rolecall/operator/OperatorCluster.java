package dev.rolecall.operator;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.FreePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real API server with the chart's webhooks, and the operator that serves them: one for all tests
 * that only add objects of their own.
 *
 * @param health the port of health and metrics
 */
record OperatorCluster(
    InstalledChart chart, OperatorObjects objects, RunningOperator operator, int health)
    implements AutoCloseable {
  ApiServer api() {
    return chart.api();
  }

  KubernetesClient client() {
    return chart.client();
  }

  private static OperatorCluster start() {
    try {
      InstalledChart chart = InstalledChart.start();
      int health = FreePort.find();
      RunningOperator operator =
          chart.run(
              "-Dquarkus.management.port=" + health,
              "-Drolecall.identity-tokens.issuer=https://sts.example.com",
              "-Drolecall.webhook.agent-command=java,-jar,/opt/rolecall/agent.jar");
      return new OperatorCluster(chart, new OperatorObjects(chart.client()), operator, health);
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not run beside an API server", e);
    }
  }

  @Override
  public void close() throws Exception {
    chart.close();
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
