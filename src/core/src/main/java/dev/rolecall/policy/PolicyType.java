package dev.rolecall.policy;

/** What a policy is attached to; each type has its own grammar and quota. */
public enum PolicyType {
  IDENTITY,
  RESOURCE,
  TRUST,
  PERMISSIONS_BOUNDARY,
  SESSION,
  SCP,
  RCP
}
