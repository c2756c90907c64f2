package dev.rolecall.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  /**
   * The SDK reads annotations of the class itself when it is built, and none that are inherited.
   */
  @Test
  void eachReconcilerTriesAgainWithoutEnd() throws Exception {
    List<Class<?>> reconcilers = reconcilers();

    assertThat(reconcilers).hasSizeGreaterThan(8);
    assertThat(reconcilers)
        .allSatisfy(reconciler -> {
          GradualRetry retry = reconciler.getDeclaredAnnotation(GradualRetry.class);
          assertThat(retry).as(reconciler.getName()).isNotNull();
          assertThat(retry.maxAttempts()).isEqualTo(Persistence.WITHOUT_END);
          assertThat(retry.maxInterval()).isEqualTo(Persistence.LONGEST_MILLIS);
        });
  }

  private static List<Class<?>> reconcilers() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Persistence.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith("Reconciler.class"))
          .<Class<?>>map(PersistenceTest::load)
          .filter(type -> type.isAnnotationPresent(ControllerConfiguration.class))
          .toList();
    }
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, Persistence.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
