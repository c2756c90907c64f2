package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Actions that together let whoever has them get more permissions than these, on AWS
 * (pathfinding.cloud collects such ways).
 */
final class Escalation {
  private static final String PASS = "iam:PassRole";

  /** Each line is one way; all its actions are needed. */
  private static final List<List<String>> WAYS =
      List.of(
          // Change what an identity may do.
          List.of("iam:CreatePolicyVersion"),
          List.of("iam:SetDefaultPolicyVersion"),
          List.of("iam:AttachUserPolicy"),
          List.of("iam:AttachGroupPolicy"),
          List.of("iam:AttachRolePolicy"),
          List.of("iam:PutUserPolicy"),
          List.of("iam:PutGroupPolicy"),
          List.of("iam:PutRolePolicy"),
          List.of("iam:AddUserToGroup"),
          List.of("iam:DeleteRolePermissionsBoundary"),
          List.of("iam:DeleteUserPermissionsBoundary"),
          // Become another identity.
          List.of("iam:CreateAccessKey"),
          List.of("iam:CreateLoginProfile"),
          List.of("iam:UpdateLoginProfile"),
          List.of("iam:UpdateAssumeRolePolicy", "sts:AssumeRole"),
          // Run code as a role that is passed to a service.
          List.of(PASS, "ec2:RunInstances"),
          List.of(PASS, "lambda:CreateFunction", "lambda:InvokeFunction"),
          List.of(PASS, "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
          List.of(PASS, "lambda:CreateFunction", "lambda:AddPermission"),
          List.of(PASS, "ecs:RegisterTaskDefinition", "ecs:RunTask"),
          List.of(PASS, "cloudformation:CreateStack"),
          List.of(PASS, "codebuild:CreateProject", "codebuild:StartBuild"),
          List.of(PASS, "glue:CreateDevEndpoint"),
          List.of(PASS, "glue:CreateJob", "glue:StartJobRun"),
          List.of(PASS, "sagemaker:CreateNotebookInstance"),
          List.of(PASS, "sagemaker:CreateTrainingJob"),
          List.of(
              PASS,
              "datapipeline:CreatePipeline",
              "datapipeline:PutPipelineDefinition",
              "datapipeline:ActivatePipeline"),
          // Run code as the role of something that runs already.
          List.of("lambda:UpdateFunctionCode"),
          List.of("glue:UpdateDevEndpoint"),
          List.of("ssm:SendCommand"),
          List.of("ssm:StartSession"));

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "PRIVILEGE_ESCALATION",
              SECURITY_WARNING,
              "An identity policy allows, on every resource, actions by which one gets more"
                  + " permissions: "
                  + WAYS.size()
                  + " ways are known.",
              Escalation::check));

  private Escalation() {}

  private static Stream<Remark> check(PolicyText policy) {
    if (policy.type() != PolicyType.IDENTITY) {
      return Stream.empty();
    }
    List<StatementText> broad =
        policy.statements().stream()
            .filter(statement -> statement.allows() && statement.isAboutEveryResource())
            .toList();
    List<StatementText> denying =
        policy.statements().stream()
            .filter(statement -> statement.denies() && statement.isAboutEveryResource())
            .filter(statement -> statement.conditions().isEmpty())
            .toList();
    // A policy that allows everything is told of once.
    if (broad.stream().anyMatch(StatementText::isAboutEveryAction)) {
      return Stream.empty();
    }
    return WAYS.stream()
        .filter(way -> way.stream().allMatch(action -> isAllowed(action, broad, denying)))
        .map(way -> remark(way, broad));
  }

  private static boolean isAllowed(
      String action, List<StatementText> allowing, List<StatementText> denying) {
    return allowing.stream().anyMatch(statement -> statement.isAbout(action))
        && denying.stream().noneMatch(statement -> statement.isAbout(action));
  }

  /** At the statement that allows the way's last action. */
  private static Remark remark(List<String> way, List<StatementText> broad) {
    StatementText last =
        broad.stream()
            .filter(statement -> statement.isAbout(way.getLast()))
            .findFirst()
            .orElseThrow();
    return Remark.at(
        last.actions().orElseThrow().element(),
        "Whoever has %s on every resource can get more permissions."
            .formatted(String.join(" and ", way)),
        "Limit the resources, or deny one of the actions.");
  }
}
