package dev.rolecall.kube.crd;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The custom resource definitions of the Java types, as files. */
final class CrdYaml {
  private static final String HEADER =
      """
      # Generated from the types in src/kube; a test there fails when this file is behind them.
      # To write it again: %s
      """;

  static final String COMMAND =
      "./mvnw -pl src/kube -am test -Dtest=CrdYamlTest -Dcrds.write=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final List<Class<? extends HasMetadata>> TYPES =
      List.of(
          Account.class,
          IAMRole.class,
          IAMPolicy.class,
          OIDCProvider.class,
          RoleAssociation.class,
          InstanceProfile.class,
          TaskDefinition.class,
          Task.class);

  private CrdYaml() {}

  /** File names and what belongs in the files. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    TYPES.forEach(type -> addFile(type, files));
    return files;
  }

  private static void addFile(Class<? extends HasMetadata> type, Map<String, String> files) {
    List<CustomResourceDefinition> definitions = new ArrayList<>();
    new CRDGenerator()
        .customResourceClasses(List.of(type))
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withPostProcessor(collectingIn(definitions))
        .withOutput(new Discard())
        .generate();
    CustomResourceDefinition definition = definitions.getFirst();
    SchemaFinish.finish(definition, type);
    files.put(
        definition.getSpec().getNames().getPlural() + ".yaml",
        HEADER.formatted(COMMAND) + Serialization.asYaml(definition).replaceFirst("^---\n", ""));
  }

  private static CRDPostProcessor collectingIn(List<CustomResourceDefinition> definitions) {
    return new CRDPostProcessor() {
      @Override
      public HasMetadata process(HasMetadata definition, String version) {
        definitions.add((CustomResourceDefinition) definition);
        return definition;
      }
    };
  }

  /** What the generator would write lacks {@link SchemaFinish}. */
  private static final class Discard implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String name) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }
}
