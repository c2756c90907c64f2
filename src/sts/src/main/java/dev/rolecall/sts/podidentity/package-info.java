/** EKS Auth's AssumeRoleForPodIdentity: REST-JSON for agents. */
@NullMarked
package dev.rolecall.sts.podidentity;

import org.jspecify.annotations.NullMarked;
