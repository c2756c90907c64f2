package dev.rolecall.policy.generated;

import java.util.List;

/** Condition keys, the values that requests give them and the values that policies compare with. */
final class Keys {
  private static final List<String> NAMES = List.of("bob", "eve", "Bob", "eng", "*", "b?b", "");
  private static final List<String> TEAMS = List.of("eng", "ops", "ENG", "bob", "*");

  /**
   * A kind of condition.
   *
   * @param operators as a policy names them, without quantifier and IfExists
   * @param keys those whose values are mostly of the kind
   * @param asked what requests give, including what is not of the kind
   * @param written what policies compare with
   * @param patterns whether a policy's values may be patterns and have variables
   */
  record Kind(
      List<String> operators,
      List<String> keys,
      List<String> asked,
      List<String> written,
      boolean patterns) {}

  static final Kind TEXT =
      new Kind(
          List.of(
              "StringEquals",
              "StringNotEquals",
              "StringEqualsIgnoreCase",
              "StringNotEqualsIgnoreCase",
              "StringLike",
              "StringNotLike"),
          List.of(
              "aws:username",
              "aws:PrincipalTag/team",
              "aws:TagKeys",
              "s3:prefix",
              "idp.example.com:sub"),
          List.of(
              "bob", "eve", "Bob", "eng", "ENG", "*", "", "home/bob/", "a\nb", "${aws:username}"),
          List.of("bob", "eve", "Bob", "eng", "*", "", "home/bob/", "home/", "*b"),
          true);

  static final Kind NUMBER =
      new Kind(
          List.of(
              "NumericEquals",
              "NumericNotEquals",
              "NumericLessThan",
              "NumericLessThanEquals",
              "NumericGreaterThan",
              "NumericGreaterThanEquals"),
          List.of("s3:max-keys", "my:levels"),
          List.of(
              "10", "10.0", "-2", "0", "9007199254740993", "9007199254740992", "abc", "10abc", ""),
          List.of("10", "10.0", "-2", "-1.5", "0", "9007199254740993", "100"),
          false);

  static final Kind DATE =
      new Kind(
          List.of(
              "DateEquals",
              "DateNotEquals",
              "DateLessThan",
              "DateLessThanEquals",
              "DateGreaterThan",
              "DateGreaterThanEquals"),
          List.of("aws:CurrentTime", "aws:EpochTime"),
          List.of(
              "2024-01-01T00:00:00Z",
              "2024-01-01",
              "1704067200",
              "2024-01-01T00:00:00.500Z",
              "2024-01-01T02:00:00+02:00",
              "2023-12-31",
              "Jan 1 2024",
              ""),
          List.of(
              "2024-01-01T00:00:00Z",
              "2024-01-01",
              "1704067200",
              "1704067201",
              "2024-01-01T00:00:00.5Z",
              "2023-12-31T23:59:59Z"),
          false);

  static final Kind BOOL =
      new Kind(
          List.of("Bool"),
          List.of("aws:SecureTransport", "aws:MultiFactorAuthPresent"),
          List.of("true", "false", "True", "FALSE", "yes", "1", ""),
          List.of("true", "false"),
          false);

  static final Kind BINARY =
      new Kind(
          List.of("BinaryEquals"),
          List.of("my:Blob"),
          List.of("AQID", "AQIE", "AQ==", "!!"),
          List.of("AQID", "AQIE", "AQ=="),
          false);

  static final Kind ADDRESS =
      new Kind(
          List.of("IpAddress", "NotIpAddress"),
          List.of("aws:SourceIp", "aws:VpcSourceIp"),
          List.of(
              "203.0.113.77",
              "203.0.114.0",
              "10.0.0.1",
              "010.0.0.1",
              "2001:db8::1",
              "2001:DB8:0:0:0:0:0:1",
              "2001:db8:8000::1",
              "::ffff:203.0.113.77",
              "x",
              ""),
          List.of(
              "203.0.113.0/24",
              "203.0.113.77",
              "203.0.113.77/24",
              "0.0.0.0/0",
              "203.0.113.77/32",
              "10.0.0.0/8",
              "2001:db8::/32",
              "2001:db8::/33",
              "::/0",
              "2001:db8::1",
              "2001:0DB8::1/128"),
          false);

  static final Kind ARN =
      new Kind(
          List.of("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"),
          List.of("aws:SourceArn", "aws:PrincipalArn"),
          List.of(
              "arn:aws:iam::111111111111:user/bob",
              "arn:aws:iam::111111111111:role/app",
              "arn:aws:iam::222222222222:user/bob",
              "arn:aws:sns:us-east-1:111111111111:t:sub:1",
              "bob",
              ""),
          List.of(
              "arn:aws:iam::111111111111:user/bob",
              "arn:aws:iam::111111111111:role/app",
              "arn:aws:sns:us-east-1:111111111111:t:sub:1"),
          true);

  static final Kind NULL =
      new Kind(
          List.of("Null"),
          List.of("aws:username", "aws:TagKeys", "aws:MultiFactorAuthPresent"),
          List.of("bob", ""),
          List.of("true", "false"),
          false);

  static final List<Kind> KINDS =
      List.of(TEXT, TEXT, NUMBER, DATE, BOOL, BINARY, ADDRESS, ARN, NULL);

  /** The keys that variables are made of. */
  static final List<String> VARIABLES =
      List.of("aws:username", "aws:PrincipalTag/team", "aws:TagKeys", "AWS:UserName");

  private Keys() {}

  /** A value for a key in a request. */
  static String asked(Dice dice, String key) {
    if (key.equals("aws:username")) {
      return dice.of(NAMES);
    }
    if (key.equals("aws:PrincipalTag/team")) {
      return dice.of(TEAMS);
    }
    return dice.of(
        KINDS.stream().filter(kind -> kind.keys().contains(key)).findFirst().orElse(TEXT).asked());
  }

  static List<String> all() {
    return KINDS.stream().flatMap(kind -> kind.keys().stream()).distinct().toList();
  }
}
