/** The policy language: documents, and decisions as AWS IAM makes them. */
@NullMarked
package dev.rolecall.policy;

import org.jspecify.annotations.NullMarked;
