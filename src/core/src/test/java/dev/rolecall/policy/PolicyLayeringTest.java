package dev.rolecall.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The workings of the policy language, from text up: pattern, operator, policy, reader, explain,
 * cases.
 */
@AnalyzeClasses(
    packages = "dev.rolecall.policy",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PolicyLayeringTest {
  private static final String PATTERN = "dev.rolecall.policy.pattern";
  private static final String OPERATOR = "dev.rolecall.policy.operator";
  private static final String POLICY = "dev.rolecall.policy";
  private static final String INDEX = "dev.rolecall.policy.index";
  private static final String READER = "dev.rolecall.policy.reader";
  private static final String MISSING = "dev.rolecall.policy.explain.missing";
  private static final String EXPLAIN = "dev.rolecall.policy.explain";
  private static final String LINT = "dev.rolecall.policy.lint..";
  private static final String CASES = "dev.rolecall.policy.cases";

  @ArchTest
  static final ArchRule patternsKnowNothing =
      noClasses()
          .that()
          .resideInAPackage(PATTERN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OPERATOR, POLICY, READER, CASES);

  @ArchTest
  static final ArchRule operatorsKnowPatternsOnly =
      noClasses()
          .that()
          .resideInAPackage(OPERATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(POLICY, READER, CASES);

  @ArchTest
  static final ArchRule theIndexKnowsNothing =
      noClasses()
          .that()
          .resideInAPackage(INDEX)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PATTERN, OPERATOR, POLICY, READER, CASES);

  @ArchTest
  static final ArchRule onlyTheWayInKnowsTheReader =
      noClasses()
          .that()
          .resideOutsideOfPackage(READER)
          .and()
          .areNotAssignableTo(PolicyReader.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(READER);

  @ArchTest
  static final ArchRule decidingKnowsNoExplanations =
      noClasses()
          .that()
          .resideInAnyPackage(PATTERN, OPERATOR, POLICY, INDEX, READER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EXPLAIN, MISSING);

  @ArchTest
  static final ArchRule theSearchKnowsNoTraces =
      noClasses()
          .that()
          .resideInAPackage(MISSING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPLAIN);

  @ArchTest
  static final ArchRule nothingHereKnowsTheCases =
      noClasses()
          .that()
          .resideOutsideOfPackage(CASES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CASES);

  @ArchTest
  static final ArchRule decisionsKnowNothingOfLint =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LINT);
}
