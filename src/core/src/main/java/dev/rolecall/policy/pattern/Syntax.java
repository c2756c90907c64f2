package dev.rolecall.policy.pattern;

/** What is more than plain text in a policy's value. */
public enum Syntax {
  /** {@code *} is any text and {@code ?} any character. */
  WILDCARDS,
  /** {@code ${key}} is the request's value; since Version 2012-10-17. */
  VARIABLES
}
