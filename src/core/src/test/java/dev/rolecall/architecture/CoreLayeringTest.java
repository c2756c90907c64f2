package dev.rolecall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which packages of core may use which. */
@AnalyzeClasses(
    packages = "dev.rolecall",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ImportOption.DoNotIncludePackageInfos.class
    })
class CoreLayeringTest {
  private static final String BASE = "dev.rolecall.";

  /** A package, and those that it may use besides itself. A new package needs a line here. */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          // The words that all others speak.
          Map.entry("cache", Set.of()),
          Map.entry("identity", Set.of()),
          Map.entry("json", Set.of()),
          Map.entry("limit", Set.of()),
          Map.entry("text", Set.of()),
          // Languages and proofs; none of them knows what there is in a cluster, or of another.
          Map.entry("policy", Set.of("identity", "json", "text")),
          Map.entry("token", Set.of("cache", "identity", "json", "limit", "text")),
          Map.entry("outbound", Set.of()),
          Map.entry("sigv4", Set.of("identity", "text")),
          // What there is: the ports to folder and cluster.
          Map.entry("directory", Set.of("cache", "identity", "policy")),
          // Decisions on what there is.
          Map.entry("trust", Set.of("cache", "identity", "json", "policy", "token", "directory")),
          Map.entry("binding", Set.of("identity", "policy", "directory", "text")),
          // What comes of the decisions.
          Map.entry(
              "session",
              Set.of(
                  "cache",
                  "identity",
                  "json",
                  "policy",
                  "sigv4",
                  "directory",
                  "text",
                  "trust",
                  "binding")),
          Map.entry("audit", Set.of("cache", "identity", "json", "limit", "session")));

  @ArchTest
  static final ArchRule usesOnlyLowerLayers =
      classes().should(useOnlyLowerLayers()).because("design: identity first, audit last");

  @ArchTest
  static final ArchRule isPlainJava =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "dev.rolecall..",
              "org.jspecify..",
              "com.nimbusds.jose..",
              "com.fasterxml.jackson.core..")
          .because("core has no framework, no HTTP and no Kubernetes");

  @ArchTest
  static final ArchRule onlyJsonKnowsJackson =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.rolecall.json..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule onlyTokensAndSessionsKnowJose =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.rolecall.token..", "dev.rolecall.outbound..", "dev.rolecall.session..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule nobodyReadsTheSystemsClock =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it reads the system's clock",
                  call ->
                      call.getTarget().getOwner().getPackageName().equals("java.time")
                              && call.getTarget().getName().equals("now")
                              && call.getTarget().getRawParameterTypes().isEmpty()
                          || call.getTarget()
                              .getFullName()
                              .startsWith("java.lang.System.currentTimeMillis")));

  private static ArchCondition<JavaClass> useOnlyLowerLayers() {
    return new ArchCondition<>("use only the packages of lower layers") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        String own = layer(item);
        Set<String> allowed = USES.get(own);
        if (allowed == null) {
          events.add(
              SimpleConditionEvent.violated(item, own + " is no package of the list: " + item));
          return;
        }
        item.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> dependency.getTargetClass().getPackageName().startsWith(BASE))
            .filter(dependency -> !layer(dependency.getTargetClass()).equals(own))
            .filter(dependency -> !allowed.contains(layer(dependency.getTargetClass())))
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
      }
    };
  }

  /** The first part of the package's name after the base. */
  private static String layer(JavaClass item) {
    return item.getPackageName().substring(BASE.length()).split("\\.", 2)[0];
  }
}
