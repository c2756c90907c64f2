package dev.rolecall.policy;

/** One statement of a policy, parsed. The policy helper gives it its components. */
public final class Statement {}
