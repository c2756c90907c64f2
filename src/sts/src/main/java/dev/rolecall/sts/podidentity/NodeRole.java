package dev.rolecall.sts.podidentity;

import dev.rolecall.identity.RoleArn;

/**
 * The role of a node's own processes.
 *
 * @param profile the name of the InstanceProfile that names it
 */
record NodeRole(String profile, RoleArn role) {
  /** The service that its trust policy must admit. */
  static final String SERVICE = "ec2.amazonaws.com";
}
