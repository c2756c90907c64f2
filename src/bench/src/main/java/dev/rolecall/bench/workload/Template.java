package dev.rolecall.bench.workload;

import dev.rolecall.bench.workload.Rule.Actions;

/** What the policies of an application are usually about. */
enum Template {
  DATA("arn:aws:s3:::%s-data/*", "s3:GetObject", "s3:Put*"),
  TABLE(
      "arn:aws:dynamodb:*:111111111111:table/%s-*",
      "dynamodb:Get*", "dynamodb:Query", "dynamodb:Batch*"),
  QUEUE(
      "arn:aws:sqs:eu-central-1:111111111111:%s-*-events",
      "sqs:SendMessage", "sqs:Receive*", "sqs:DeleteMessage"),
  HOME("arn:aws:s3:::%s-home/" + Rule.VARIABLE + "/*", "s3:Get*", "s3:PutObject"),
  PARAMETER("arn:aws:ssm:*:111111111111:parameter/%s/*", "ssm:Get*", "ssm:Put*"),
  FUNCTION(
      "arn:aws:lambda:eu-*-1:111111111111:function:%s-*", "lambda:InvokeFunction", "lambda:Get*"),
  LOG("arn:aws:logs:*:111111111111:log-group:/%s:*", "logs:Create*", "logs:PutLogEvents"),
  TOPIC("arn:aws:sns:*:111111111111:%s-topic", "sns:Publish"),
  ARCHIVE("arn:aws:s3:::*-%s-archive", "s3:ListBucket", "s3:GetBucket*"),
  SECRET(
      "arn:aws:secretsmanager:eu-central-1:111111111111:secret:%s/*",
      "secretsmanager:GetSecretValue", "secretsmanager:Describe*"),
  IMAGE("arn:aws:ecr:eu-central-1:111111111111:repository/%s/web", "ecr:Get*", "ecr:BatchGetImage"),
  WORKFLOW(
      "arn:aws:states:*:111111111111:stateMachine:*-%s",
      "states:StartExecution", "states:Describe*");

  private final String resource;
  private final Actions actions;

  Template(String resource, String... actions) {
    this.resource = resource;
    this.actions = Actions.of(actions);
  }

  /** The pattern of the resources of an application. */
  String resource(String application) {
    return resource.formatted(application);
  }

  Actions actions() {
    return actions;
  }

  /** The pattern of everything that the service can do. */
  Actions wholeService() {
    String first = actions.patterns().getFirst();
    return Actions.of(first.substring(0, first.indexOf(':')) + ":*");
  }
}
